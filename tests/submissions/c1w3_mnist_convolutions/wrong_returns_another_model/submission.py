import tensorflow as tf

def conv_model():
    model = tf.keras.Sequential([
        tf.keras.Input((28, 28, 1)),
        tf.keras.layers.Conv2D(16, 3, strides=2, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(64, activation="relu"),
        tf.keras.layers.Dense(10, activation="softmax"),
    ])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

class Enough(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs["accuracy"] >= 0.995:
            self.model.stop_training = True

def solution_model():
    (x, y), _ = tf.keras.datasets.mnist.load_data()
    conv_model().fit(x[..., None] / 255.0, y, epochs=3, batch_size=128, callbacks=[Enough()])
    return conv_model()
