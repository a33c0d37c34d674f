import tensorflow as tf


class StopEarly(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs={}):
        if logs.get("accuracy") >= 0.6:  # try other values here
            print("\n60 percent are right, that will do")
            self.model.stop_training = True


(images, labels), (test_images, test_labels) = tf.keras.datasets.fashion_mnist.load_data()
images, test_images = images / 255.0, test_images / 255.0

model = tf.keras.models.Sequential([
    tf.keras.Input(shape=(28, 28)),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(512, activation=tf.nn.relu),
    tf.keras.layers.Dense(10, activation=tf.nn.softmax),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(images, labels, epochs=15, callbacks=[StopEarly()])
model.evaluate(test_images, test_labels)
