import tensorflow as tf

def solution_model():
    (x_train, y_train), _ = tf.keras.datasets.fashion_mnist.load_data()
    model = tf.keras.Sequential([
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(10, activation='softmax'),
    ])
    model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
    model.fit(x_train / 255.0, y_train, batch_size=64, epochs=4)
    return model
