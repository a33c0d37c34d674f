import pathlib
import tensorflow as tf

ROOT = pathlib.Path("data")
paths, labels = [], []
for number, name in enumerate(["happy", "sad"]):
    for file in sorted((ROOT / name).iterdir()):
        paths.append(str(file))
        labels.append(float(number))
print(len(paths), "images")

def read(path, label):
    image = tf.io.decode_png(tf.io.read_file(path), channels=3)
    image = tf.image.resize(image, (150, 150))
    return image / 127.5 - 1.0, label

train = tf.data.Dataset.from_tensor_slices((paths, labels)).map(read).cache().shuffle(80).batch(10)

class Stop(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs['acc'] >= .999:
            self.model.stop_training = True

model = tf.keras.Sequential([
    tf.keras.layers.Conv2D(16, 3, activation='relu', input_shape=(150, 150, 3)),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(32, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(64, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(128, activation='relu'),
    tf.keras.layers.Dense(1, activation='sigmoid'),
])
model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['acc'])
model.fit(train, epochs=40, callbacks=Stop())
