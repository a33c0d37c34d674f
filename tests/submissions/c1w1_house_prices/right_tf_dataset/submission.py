import tensorflow as tf

def solution_model():
    x = tf.range(1.0, 7.0)
    y = (x + 1.0) / 2.0
    data = tf.data.Dataset.from_tensor_slices((x[:, tf.newaxis], y)).repeat(40).shuffle(240).batch(4)

    model = tf.keras.Sequential([
        tf.keras.Input((1,)),
        tf.keras.layers.Dense(1, activation="linear"),
    ])
    model.compile("sgd", "mse")
    model.fit(data, epochs=20, verbose=2)
    return model
