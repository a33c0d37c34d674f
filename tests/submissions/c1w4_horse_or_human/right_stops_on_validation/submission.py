import tensorflow as tf

class Enough(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs={}):
        if logs.get('val_accuracy') > 0.92 and logs.get('accuracy') > 0.97:
            print('\nthat is good enough')
            self.model.stop_training = True

def make_ds(folder, shuffle):
    ds = tf.keras.preprocessing.image_dataset_from_directory(
        folder,
        labels='inferred',
        label_mode='int',
        class_names=['horses', 'humans'],
        image_size=(300, 300),
        batch_size=20,
        shuffle=shuffle,
        seed=7)
    return ds.map(lambda x, y: (x / 255., y))

def solution_horses():
    train_ds = make_ds('data/train', True)
    val_ds = make_ds('data/validation', False)
    model = tf.keras.Sequential([
        tf.keras.layers.Conv2D(16, 5, strides=2, padding='same', activation=tf.nn.relu),
        tf.keras.layers.MaxPool2D(2),
        tf.keras.layers.Conv2D(32, 3, padding='same', activation=tf.nn.relu),
        tf.keras.layers.MaxPool2D(2),
        tf.keras.layers.Conv2D(64, 3, padding='same', activation=tf.nn.relu),
        tf.keras.layers.MaxPool2D(2),
        tf.keras.layers.Conv2D(64, 3, padding='same', activation=tf.nn.relu),
        tf.keras.layers.MaxPool2D(2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dropout(0.2),
        tf.keras.layers.Dense(128, activation=tf.nn.relu),
        tf.keras.layers.Dense(1, activation=tf.nn.sigmoid)])
    model.compile(optimizer='adam', loss=tf.keras.losses.binary_crossentropy, metrics=['accuracy'])
    model.fit(train_ds, validation_data=val_ds, epochs=10, callbacks=[Enough()])
    return model

if __name__ == '__main__':
    solution_horses().save('horses.keras')
