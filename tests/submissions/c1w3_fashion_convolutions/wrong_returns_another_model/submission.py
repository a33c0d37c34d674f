import tensorflow as tf

def create():
    layers = tf.keras.layers
    model = tf.keras.Sequential([
        tf.keras.Input((28, 28, 1)),
        layers.Conv2D(8, 3, activation='relu'), layers.MaxPooling2D(),
        layers.Conv2D(16, 3, activation='relu'), layers.MaxPooling2D(),
        layers.Flatten(), layers.Dense(10, activation='softmax')])
    model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
    return model

def solution_model():
    (x, y), _ = tf.keras.datasets.fashion_mnist.load_data()
    trained = create()
    trained.fit(x[..., None] / 255., y, epochs=1, batch_size=128)
    model = create()
    return model
