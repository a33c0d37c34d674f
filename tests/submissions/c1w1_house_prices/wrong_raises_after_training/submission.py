import numpy as np
import tensorflow as tf

def solution_model():
    xs = np.array([1., 2., 3., 4., 5., 6.])
    ys = np.array([1., 1.5, 2., 2.5, 3., 3.5])
    model = tf.keras.Sequential([tf.keras.Input((1,)), tf.keras.layers.Dense(1)])
    model.compile(optimizer='sgd', loss='mse')
    history = model.fit(xs, ys, epochs=150, batch_size=1, verbose=0)
    print('final loss', history.history['loss'][-1])
    plt.plot(history.history['loss'])
    return model
