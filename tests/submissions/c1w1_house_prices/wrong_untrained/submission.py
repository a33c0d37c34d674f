import tensorflow as tf

def solution_model():
    model = tf.keras.Sequential([
        tf.keras.Input(shape=(1,)),
        tf.keras.layers.Dense(1, kernel_initializer='zeros')
    ])
    model.compile(optimizer='sgd', loss='mean_squared_error')
    return model
