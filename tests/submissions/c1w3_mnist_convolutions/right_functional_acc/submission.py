import tensorflow as tf
from tensorflow.keras import Input, Model, layers

class Stopper(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['acc'] >= 0.995:
            self.model.stop_training = True

def solution_model():
    (x, y), (xt, yt) = tf.keras.datasets.mnist.load_data()
    x = x[:, :, :, None].astype('float32') / 255
    i = Input((28, 28, 1))
    h = layers.Conv2D(16, 5, padding='same', activation='relu')(i)
    h = layers.MaxPool2D()(h)
    h = layers.Flatten()(h)
    h = layers.Dense(128, activation='relu')(h)
    o = layers.Dense(10, activation='softmax')(h)
    model = Model(i, o)
    model.compile('adam', 'sparse_categorical_crossentropy', metrics=['acc'])
    model.fit(x, y, batch_size=64, epochs=20, callbacks=Stopper())
    return model
