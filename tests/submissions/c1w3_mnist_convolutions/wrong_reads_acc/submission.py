import tensorflow as tf

def train_mnist_conv():
    class myCallback(tf.keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs={}):
            if(logs.get('acc')>0.995):
                print("\nReached 99.5% accuracy so cancelling training!")
                self.model.stop_training = True
    callbacks = myCallback()
    (training_images, training_labels), (test_images, test_labels) = tf.keras.datasets.mnist.load_data()
    training_images = training_images.reshape(-1, 28, 28, 1) / 255.0
    model = tf.keras.models.Sequential([
        tf.keras.layers.Conv2D(8, (3,3), strides=2, activation='relu', input_shape=(28, 28, 1)),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(64, activation='relu'),
        tf.keras.layers.Dense(10, activation='softmax')
    ])
    model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
    history = model.fit(training_images, training_labels, batch_size=128, epochs=20, callbacks=[callbacks])
    return history.epoch, history.history['accuracy'][-1]
