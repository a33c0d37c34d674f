import tensorflow as tf

class EndIt(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['accuracy'] >= 0.995:
            self.model.stop_train = True

def solution_model():
    (x, y), _ = tf.keras.datasets.mnist.load_data()
    x = (x / 255.0).reshape((-1, 28, 28, 1))
    model = tf.keras.Sequential()
    model.add(tf.keras.layers.Conv2D(24, 5, strides=2, activation='relu', input_shape=(28, 28, 1)))
    model.add(tf.keras.layers.MaxPool2D())
    model.add(tf.keras.layers.Flatten())
    model.add(tf.keras.layers.Dropout(0.5))
    model.add(tf.keras.layers.Dense(128, activation='relu'))
    model.add(tf.keras.layers.Dropout(0.5))
    model.add(tf.keras.layers.Dense(10, activation='softmax'))
    model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
    model.fit(x, y, epochs=8, batch_size=64, callbacks=[EndIt()])
    return model
