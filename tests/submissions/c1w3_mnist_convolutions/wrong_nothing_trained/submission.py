import tensorflow as tf

class Enough(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['accuracy'] >= 0.995:
            self.model.stop_training = True

def solution_model():
    (x, y), _ = tf.keras.datasets.mnist.load_data()
    x = x.reshape(-1, 28, 28, 1) / 255.0
    layers = [
        tf.keras.layers.Conv2D(32, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
    ]
    return layers
