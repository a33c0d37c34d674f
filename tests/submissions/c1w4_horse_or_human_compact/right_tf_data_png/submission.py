import glob
import random

import tensorflow as tf

IMG = 150
CLASSES = {'horses': 0, 'humans': 1}


def pairs(root):
    found = [(f, n) for c, n in CLASSES.items() for f in glob.glob(f'{root}/{c}/*.png')]
    random.shuffle(found)
    return [f for f, _ in found], [n for _, n in found]


@tf.function
def parse(f, n):
    img = tf.io.decode_image(tf.io.read_file(f), channels=3, expand_animations=False)
    img = tf.image.convert_image_dtype(img, tf.float32)
    img = tf.image.resize(img, [IMG, IMG])
    img.set_shape([IMG, IMG, 3])
    return img, n


def dataset(root):
    return tf.data.Dataset.from_tensor_slices(pairs(root)).map(parse, num_parallel_calls=2).cache()


def train_model():
    train = dataset('/tmp/horse-or-human').shuffle(1100).batch(32).prefetch(1)
    val = dataset('/tmp/validation-horse-or-human').batch(64)
    model = tf.keras.models.Sequential([
        tf.keras.layers.Input((IMG, IMG, 3)),
        tf.keras.layers.Conv2D(16, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dropout(0.1),
        tf.keras.layers.Dense(192, activation='relu'),
        tf.keras.layers.Dense(1, activation='sigmoid'),
    ])
    model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['acc'])
    hist = model.fit(train, epochs=10, validation_data=val)
    return model, hist.history['val_acc'][-1]


print('validation accuracy', train_model()[1])
