import os
import urllib.request
import zipfile

import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

if not os.path.exists('rockpaperscissors.zip'):
    urllib.request.urlretrieve(
        'https://github.com/dicodingacademy/assets/releases/download/release/rockpaperscissors.zip',
        'rockpaperscissors.zip')
with zipfile.ZipFile('rockpaperscissors.zip') as archive:
    archive.extractall('.')

hands = os.path.join('rockpaperscissors', 'rps-cv-images')
varied = ImageDataGenerator(rescale=1/255, rotation_range=20, horizontal_flip=True,
                            zoom_range=0.1, validation_split=0.4)
training = varied.flow_from_directory(
    hands, target_size=(100, 150), batch_size=32, class_mode='categorical', subset='training')
validation = varied.flow_from_directory(
    hands, target_size=(100, 150), batch_size=32, class_mode='categorical', subset='validation')

model = tf.keras.models.Sequential([
    tf.keras.layers.Conv2D(32, (3, 3), activation='relu', input_shape=(100, 150, 3)),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Conv2D(64, (3, 3), activation='relu'),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Conv2D(64, (3, 3), activation='relu'),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(128, activation='relu'),
    tf.keras.layers.Dense(3, activation='softmax')
])
model.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['accuracy'])
model.fit(training, validation_data=validation, epochs=8)
