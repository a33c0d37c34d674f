import tensorflow as tf
from tensorflow.keras.layers import Conv2D, Dense, Flatten, MaxPooling2D

(x, y), (xt, yt) = tf.keras.datasets.fashion_mnist.load_data()
x = x.reshape(-1, 28, 28, 1) / 255.0

model = tf.keras.Sequential([
    Conv2D(filters=32, kernal_size=3, activation='relu', input_shape=(28, 28, 1)),
    MaxPooling2D(),
    Conv2D(filters=32, kernal_size=3, activation='relu'),
    MaxPooling2D(),
    Flatten(),
    Dense(10, activation='softmax'),
])
model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
model.fit(x, y, epochs=8, batch_size=128)
