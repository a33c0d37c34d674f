import glob
import numpy as np
import tensorflow as tf
from PIL import Image

def read_folder(folder):
    X, y = [], []
    for label, name in enumerate(['horses', 'humans']):
        for f in sorted(glob.glob(folder + '/' + name + '/*')):
            X.append(np.array(Image.open(f).convert('RGB')))
            y.append(label)
    return np.array(X), np.array(y)

def train_horse_or_human():
    X, y = read_folder('data/horse-or-human')
    Xv, yv = read_folder('data/validation-horse-or-human')
    print(X.shape, y.mean(), Xv.shape, yv.mean())

    m = tf.keras.Sequential([
        tf.keras.Input(shape=(300, 300, 3)),
        tf.keras.layers.Rescaling(1/127.5, offset=-1),
        tf.keras.layers.Conv2D(16, 5, strides=2),
        tf.keras.layers.ReLU(),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(128, activation='relu'),
        tf.keras.layers.Dense(1),
        tf.keras.layers.Activation('sigmoid'),
    ])
    m.compile(optimizer='adam', loss='bce', metrics=['accuracy'])
    h = m.fit(X, y, validation_data=[Xv, yv], epochs=8, batch_size=32)
    return h
