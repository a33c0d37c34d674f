import tensorflow as tf

class Stop995(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs.get('accuracy') >= 0.995:
            self.model.stop_training = True

def solution_model():
    (x, y), _ = tf.keras.datasets.mnist.load_data()
    x = x.reshape(-1, 28, 28, 1) / 255
    model = tf.keras.Sequential([
        tf.keras.layers.Conv2D(32, 3, activation='relu', input_shape=(28, 28, 1)),
        tf.keras.layers.AveragePooling2D(2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(128, activation='relu'),
        tf.keras.layers.Dense(10, activation='softmax')])
    model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
    model.fit(x, y, batch_size=64, epochs=20, callbacks=[Stop995()])
    return model
