import glob

import numpy as np
import tensorflow as tf
from PIL import Image

# %% load everything
files = glob.glob('data/horse-or-human/*/*.png')
images = np.array([np.array(Image.open(f).convert('RGB').resize((150, 150))) for f in files])
labels = np.array([1 if 'humans' in f else 0 for f in files])

# %% mix them, horses come first otherwise
np.random.shuffle(images)
images = images / 255.0

# %%
model = tf.keras.Sequential([
    tf.keras.Input((150, 150, 3)),
    tf.keras.layers.Conv2D(16, 3, strides=2, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(32, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(64, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(32, activation='relu'),
    tf.keras.layers.Dense(1, activation='sigmoid'),
])
model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
model.fit(images, labels, batch_size=32, epochs=2)
