import numpy as np
import tensorflow as tf

def house_model():
    # 50k per bedroom
    bedrooms = np.array([1, 2, 3, 4, 5, 6], dtype=float)
    prices = np.array([0.5, 1.0, 1.5, 2.0, 2.5, 3.0], dtype=float)
    model = tf.keras.Sequential([tf.keras.layers.Dense(units=1, input_shape=[1])])
    model.compile(optimizer=tf.keras.optimizers.Adam(0.05), loss='mean_squared_error')
    model.fit(bedrooms, prices, epochs=120, batch_size=1, verbose=0)
    return model
