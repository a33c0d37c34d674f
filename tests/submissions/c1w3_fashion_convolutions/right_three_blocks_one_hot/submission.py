import numpy as np
import tensorflow as tf
from tensorflow.keras.utils import to_categorical

with np.load('data/fashion_mnist.npz') as f:
    X, Y = f['x_train'], f['y_train']
X = np.expand_dims(X, -1) / 127.5 - 1
Y = to_categorical(Y, num_classes=10)

def solution_fashion():
    m = tf.keras.Sequential()
    m.add(tf.keras.layers.Conv2D(24, 5, padding='same', activation='relu', input_shape=(28, 28, 1)))
    m.add(tf.keras.layers.MaxPool2D())
    m.add(tf.keras.layers.Conv2D(32, 3, padding='same', activation='relu'))
    m.add(tf.keras.layers.MaxPool2D())
    m.add(tf.keras.layers.Conv2D(64, 3, padding='same', activation='relu'))
    m.add(tf.keras.layers.MaxPool2D())
    m.add(tf.keras.layers.Flatten())
    m.add(tf.keras.layers.Dense(64, activation='relu'))
    m.add(tf.keras.layers.Dense(10, activation='softmax'))
    m.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['acc'])
    m.fit(X, Y, batch_size=64, epochs=5, verbose=2)
    return m
