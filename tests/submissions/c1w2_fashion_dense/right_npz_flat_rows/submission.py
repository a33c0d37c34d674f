import numpy as np
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential

def load(name):
    with np.load('data/fashion_mnist.npz') as f:
        return f['x_' + name].reshape(-1, 784).astype('float32') / 127.5 - 1, f['y_' + name].astype('int32')

def solution_model():
    x, y = load('train')
    model = Sequential()
    model.add(Dense(200, activation='relu', input_shape=(784,)))
    model.add(Dense(100, activation='relu'))
    model.add(Dense(10, activation='softmax'))
    model.compile(loss='sparse_categorical_crossentropy', optimizer='nadam', metrics=['acc'])
    model.fit(x, y, epochs=14, batch_size=50, validation_split=0.1)
    return model
