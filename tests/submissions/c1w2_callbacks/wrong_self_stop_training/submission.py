import tensorflow as tf

class myCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['accuracy'] >= 0.99:
            print('stop!')
            self.stop_training = True

def solution_model():
    (x, y), (xt, yt) = tf.keras.datasets.mnist.load_data()
    x, xt = x / 255, xt / 255
    model = tf.keras.Sequential([
        tf.keras.layers.Input((28, 28)),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(256, 'relu'),
        tf.keras.layers.Dense(128, 'relu'),
        tf.keras.layers.Dense(10, 'softmax')])
    model.compile('nadam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
    model.fit(x, y, epochs=10, batch_size=64, callbacks=[myCallback()])
    return model
