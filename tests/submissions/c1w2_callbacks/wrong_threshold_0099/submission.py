import tensorflow as tf

TARGET = 0.099

class EarlyExit(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['accuracy'] >= TARGET:
            print("target reached:", logs['accuracy'])
            self.model.stop_training = True

def solution_model():
    (x, y), _ = tf.keras.datasets.mnist.load_data()
    x = x / 255.0
    model = tf.keras.Sequential([
        tf.keras.Input((28, 28)),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(64, activation='relu'),
        tf.keras.layers.Dense(10, activation='softmax')])
    model.compile(optimizer='sgd', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
    model.fit(x, y, epochs=10, batch_size=64, callbacks=[EarlyExit()])
    return model
