# %%
import numpy as np
import tensorflow as tf

# %%
with np.load("data/mnist.npz") as f:
    x_train, y_train = f["x_train"], f["y_train"]
    x_test, y_test = f["x_test"], f["y_test"]

x_train = (x_train[..., None] - 127.5) / 127.5
x_test = (x_test[..., None] - 127.5) / 127.5
print(x_train.shape, np.bincount(y_train))

# %%
class EnoughIsEnough(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if 100 * logs["accuracy"] > 99:
            self.model.stop_training = True

# %%
model = tf.keras.Sequential([
    tf.keras.layers.Input((28, 28, 1)),
    tf.keras.layers.Conv2D(16, 5, strides=2, activation="relu"),
    tf.keras.layers.Conv2D(32, 3, strides=2, activation="relu"),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(64, activation="relu"),
    tf.keras.layers.Dense(10),
])
model.compile(
    optimizer="nadam",
    loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
history = model.fit(x_train, y_train, batch_size=64, epochs=10, callbacks=[EnoughIsEnough()])

# %%
print("epochs:", len(history.epoch))
print(model.evaluate(x_test, y_test))
