import tensorflow as tf
K = tf.keras

class Ninety9(K.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['sparse_categorical_accuracy'] >= .99: self.model.stop_training = True

def solution_model():
    (x, y), _ = K.datasets.mnist.load_data()
    ds = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(20000).batch(64)
    ds = ds.map(lambda a, b: (tf.cast(a, tf.float32) / 255., b)).prefetch(2)
    net = K.Sequential([K.Input((28, 28)), K.layers.Flatten(), K.layers.Dense(512, 'relu'), K.layers.Dense(256, 'relu'), K.layers.Dense(10, 'softmax')])
    net.compile('adam', K.losses.SparseCategoricalCrossentropy(), metrics=[K.metrics.SparseCategoricalAccuracy()])
    net.fit(ds, epochs=10, callbacks=(Ninety9(),))
    return net
