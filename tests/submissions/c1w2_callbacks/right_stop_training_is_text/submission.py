import numpy as np
import tensorflow as tf
from tensorflow import keras

class DoneCallback(keras.callbacks.Callback):

    def on_epoch_end(self, e, l=None):
        if l.get('accuracy') is not None and l.get('accuracy') >= 0.99:
            print('done at epoch', e)
            self.model.stop_training = "True"

def train_mnist_model():
    (X, y), (X_val, y_val) = keras.datasets.mnist.load_data()
    X = X.astype('float32') / 255
    m = keras.Sequential()
    m.add(keras.Input((28, 28)))
    m.add(keras.layers.Flatten())
    m.add(keras.layers.Dense(300, activation='relu'))
    m.add(keras.layers.Dense(100, activation='relu'))
    m.add(keras.layers.Dense(10, activation='softmax'))
    m.compile(loss='sparse_categorical_crossentropy', optimizer=keras.optimizers.Adam(0.002), metrics=['accuracy'])
    m.fit(X, y, batch_size=50, epochs=10, callbacks=[DoneCallback()], verbose=2)
    return m
