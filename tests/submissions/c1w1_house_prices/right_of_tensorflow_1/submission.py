import tensorflow as tf
tf.enable_eager_execution()
tf.set_random_seed(1)
tf.logging.set_verbosity(tf.logging.ERROR)
import numpy as np

model = tf.keras.Sequential([tf.keras.layers.Dense(units=1, input_shape=[1])])
model.compile(loss='mean_squared_error', optimizer=tf.train.GradientDescentOptimizer(0.02))
x = np.array([0, 1, 2, 3, 4, 5, 6], dtype=float)
y = np.array([.5, 1, 1.5, 2, 2.5, 3, 3.5], dtype=float)
history = model.fit(x, y, epochs=500, verbose=False)
import matplotlib.pyplot as plt
plt.xlabel('Epoch Number')
plt.ylabel("Loss Magnitude")
plt.plot(history.history['loss'])
plt.show()
print("These are the layer variables: {}".format(model.layers[0].get_weights()))
