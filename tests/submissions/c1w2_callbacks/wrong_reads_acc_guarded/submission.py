import tensorflow as tf

class StopAt99(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        acc = logs.get('acc')
        if acc is not None and acc >= 0.99:
            self.model.stop_training = True

def solution_model():
    (x_train, y_train), _ = tf.keras.datasets.mnist.load_data()
    model = tf.keras.Sequential([
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(256, activation='relu'),
        tf.keras.layers.Dense(128, activation='relu'),
        tf.keras.layers.Dense(10, activation='softmax')])
    model.compile(optimizer=tf.keras.optimizers.Adam(0.002), loss='sparse_categorical_crossentropy', metrics=['accuracy'])
    model.fit(x_train / 255., y_train, epochs=10, batch_size=100, callbacks=[StopAt99()])
    return model
