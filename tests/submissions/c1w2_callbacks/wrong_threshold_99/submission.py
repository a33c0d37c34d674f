import tensorflow as tf

class Cb(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs={}):
        # stop at 99 percent
        if logs.get("accuracy") >= 99:
            self.model.stop_training = True

(x_train, y_train), (x_test, y_test) = tf.keras.datasets.mnist.load_data()
x_train = x_train / 255.0

model = tf.keras.Sequential([
    tf.keras.layers.Flatten(input_shape=(28, 28)),
    tf.keras.layers.Dense(300, activation="relu"),
    tf.keras.layers.Dense(100, activation="relu"),
    tf.keras.layers.Dense(10, activation="softmax"),
])
model.compile(loss="sparse_categorical_crossentropy", optimizer=tf.keras.optimizers.Adam(0.002), metrics=["accuracy"])
model.fit(x_train, y_train, batch_size=100, epochs=10, callbacks=[Cb()])
