import tensorflow as tf

class Stop99(tf.keras.callbacks.Callback):
    def on_epoch_finished(self, epoch, logs=None):
        if logs.get('accuracy') > 0.99:
            self.model.stop_training = True

def solution_model():
    (x_train, y_train), _ = tf.keras.datasets.mnist.load_data()
    model = tf.keras.models.Sequential([
        tf.keras.layers.Flatten(input_shape=(28, 28)),
        tf.keras.layers.Dense(40, activation='relu'),
        tf.keras.layers.Dense(10, activation='softmax')
    ])
    model.compile(optimizer='sgd', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
    model.fit(x_train / 255.0, y_train, epochs=10, batch_size=128, callbacks=[Stop99()])
    return model
