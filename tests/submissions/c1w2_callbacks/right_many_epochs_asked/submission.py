import tensorflow as tf

DESIRED_ACCURACY = 0.99

class Watch(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs={}):
        if logs.get('accuracy') is not None and logs.get('accuracy') > DESIRED_ACCURACY:
            print("Reached 99.0% accuracy so cancelling training!")
            self.model.stop_training = True

def train_mnist():
    data = tf.keras.datasets.mnist
    (training_images, training_labels), (test_images, test_labels) = data.load_data()
    training_images = training_images / 255.0
    model = tf.keras.models.Sequential([
        tf.keras.layers.Flatten(input_shape=[28, 28]),
        tf.keras.layers.Dense(512, activation='relu'),
        tf.keras.layers.Dense(128, activation='relu'),
        tf.keras.layers.Dense(10, activation='softmax')])
    model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
    model.fit(training_images, training_labels, batch_size=50, epochs=100, callbacks=[Watch()])
    return model

if __name__ == '__main__':
    train_mnist().save('mymodel.h5')
