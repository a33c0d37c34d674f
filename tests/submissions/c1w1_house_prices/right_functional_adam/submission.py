import tensorflow as tf

bedrooms = tf.constant([[1.], [2.], [3.], [4.], [5.], [6.]])
price = 0.5 + 0.5 * bedrooms


def solution_model():
    inp = tf.keras.layers.Input(shape=(1,), name="bedrooms")
    out = tf.keras.layers.Dense(1, name="price")(inp)
    net = tf.keras.Model(inp, out)
    net.compile(loss="mse", optimizer=tf.keras.optimizers.Adam(learning_rate=0.1))
    net.fit(bedrooms, price, epochs=250, verbose=0)
    return net
