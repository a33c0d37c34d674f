import pathlib

import tensorflow as tf

CLASSES = sorted(path.name for path in pathlib.Path("data/rps").iterdir())
print(CLASSES)


def decode(path, label):
    image = tf.io.decode_png(tf.io.read_file(path), channels=3)
    image = tf.ensure_shape(tf.image.resize(image, (150, 150)), (150, 150, 3))
    return image / 255.0, tf.one_hot(label, 3)


def vary(image, label):
    image = tf.image.random_flip_left_right(image)
    image = tf.image.random_flip_up_down(image)
    image = tf.image.random_brightness(image, 0.1)
    image = tf.image.random_contrast(image, 0.85, 1.15)
    return tf.clip_by_value(image, 0.0, 1.0), label


def load(root):
    paths, labels = [], []
    for number, name in enumerate(CLASSES):
        found = sorted(str(path) for path in pathlib.Path(root, name).glob("*.png"))
        paths += found
        labels += [number] * len(found)
    return tf.data.Dataset.from_tensor_slices((paths, labels)).map(decode).cache()


train = load("data/rps").shuffle(1300).map(vary, num_parallel_calls=2).batch(32).prefetch(2)
val = load("data/rps-test-set").batch(64)

model = tf.keras.Sequential([
    tf.keras.layers.InputLayer(shape=(150, 150, 3)),
    tf.keras.layers.Conv2D(16, 5, strides=2, activation="relu"),
    tf.keras.layers.MaxPool2D(),
    tf.keras.layers.Conv2D(32, 3, activation="relu"),
    tf.keras.layers.MaxPool2D(),
    tf.keras.layers.Conv2D(64, 3, activation="relu"),
    tf.keras.layers.MaxPool2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dropout(0.3),
    tf.keras.layers.Dense(128, activation="relu"),
    tf.keras.layers.Dense(3),
    tf.keras.layers.Softmax(),
])
model.compile("adam", "categorical_crossentropy", metrics=["acc"])
history = model.fit(train, validation_data=val, epochs=12)
print(max(history.history["val_acc"]))
