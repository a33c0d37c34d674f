import tensorflow as tf

(x, y), _ = tf.keras.datasets.fashion_mnist.load_data()
x = x.reshape(-1, 28, 28, 1) / 255
y = tf.keras.utils.to_categorical(y)

def solution_model():
    model = tf.keras.models.Sequential([
        tf.keras.layers.Conv2D(16, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(10, activation='softmax')
    ])
    model.compile('adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
    model.fit(x, y, epochs=5, batch_size=128)
    return model
