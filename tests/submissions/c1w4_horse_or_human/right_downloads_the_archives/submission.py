import os
import shutil
import urllib.request
import zipfile

import tensorflow as tf

BASE = 'https://storage.googleapis.com/learning-datasets/'


def fetch(name, folder):
    if os.path.isdir(folder):
        shutil.rmtree(folder)
    urllib.request.urlretrieve(BASE + name, name)
    with zipfile.ZipFile(name, 'r') as zip_ref:
        zip_ref.extractall(folder)
    os.remove(name)


def solution_model():
    fetch('horse-or-human.zip', 'training/')
    fetch('validation-horse-or-human.zip', 'testing/')

    kw = dict(label_mode='binary', image_size=(300, 300), batch_size=32)
    train = tf.keras.utils.image_dataset_from_directory('training/', **kw)
    test = tf.keras.utils.image_dataset_from_directory('testing/', shuffle=False, **kw)
    print(train.class_names)

    L = tf.keras.layers
    model = tf.keras.Sequential([
        L.Input((300, 300, 3)),
        L.Rescaling(1./255),
        L.AveragePooling2D(2),
        L.Conv2D(16, 3, activation='relu'), L.MaxPooling2D(),
        L.Conv2D(32, 3, activation='relu'), L.MaxPooling2D(),
        L.Conv2D(64, 3, activation='relu'), L.MaxPooling2D(),
        L.Conv2D(64, 3, activation='relu'), L.MaxPooling2D(),
        L.Flatten(),
        L.Dense(256, activation='relu'),
        L.Dense(1, activation='sigmoid'),
    ])
    model.compile(tf.keras.optimizers.Adam(1e-3), 'binary_crossentropy', metrics=['accuracy'])
    model.fit(train.prefetch(2), validation_data=test, epochs=8)
    return model
