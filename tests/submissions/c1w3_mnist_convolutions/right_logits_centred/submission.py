from tensorflow import keras

def solution_mnist():
    (x, y), _ = keras.datasets.mnist.load_data()
    x = x.reshape(x.shape + (1,)) / 127.5 - 1.0

    net = keras.Sequential([
        keras.layers.Conv2D(32, kernel_size=(5, 5), strides=(2, 2), input_shape=x.shape[1:]),
        keras.layers.ReLU(),
        keras.layers.MaxPooling2D(pool_size=2),
        keras.layers.Flatten(),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.Dense(10),
    ])
    net.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.002),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )

    class Goal(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            if 100 * logs["accuracy"] >= 99.5:
                self.model.stop_training = True

    net.fit(x, y, batch_size=64, epochs=50, callbacks=[Goal()], verbose=2)
    return net
