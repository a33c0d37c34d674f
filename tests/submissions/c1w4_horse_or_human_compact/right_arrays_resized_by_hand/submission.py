import os

import numpy as np
import tensorflow as tf
from PIL import Image


def images_of(folder, label):
    xs = []
    for name in os.listdir(folder):
        image = Image.open(os.path.join(folder, name)).convert('RGB').resize((150, 150))
        xs.append(np.asarray(image, dtype=np.float32) / 255)
    return np.stack(xs), np.full(len(xs), label, dtype=np.float32)


def load(root):
    horses, h = images_of(root + '/horses', 0)
    humans, p = images_of(root + '/humans', 1)
    x, y = np.concatenate([horses, humans]), np.concatenate([h, p])
    order = np.random.permutation(len(x))
    return x[order], y[order]


x_train, y_train = load('data/horse-or-human')
x_val, y_val = load('data/validation-horse-or-human')

model = tf.keras.Sequential()
model.add(tf.keras.Input((150, 150, 3)))
for filters in (16, 32, 64, 64):
    model.add(tf.keras.layers.Conv2D(filters, 3, activation='relu'))
    model.add(tf.keras.layers.MaxPool2D())
model.add(tf.keras.layers.Flatten())
model.add(tf.keras.layers.Dense(128, activation='relu'))
model.add(tf.keras.layers.Dense(1, activation='sigmoid'))
model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
model.fit(x_train, y_train, batch_size=32, epochs=10, validation_data=(x_val, y_val))
model.save('small.keras')
