import os
import zipfile

import matplotlib.pyplot as plt
import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

for archive in ['/tmp/rps.zip', '/tmp/rps-test-set.zip']:
    with zipfile.ZipFile(archive) as zipped:
        zipped.extractall('/tmp/')

print('paper, rock, scissors:', [len(os.listdir('/tmp/rps/' + sign)) for sign in ('paper', 'rock', 'scissors')])

training_datagen = ImageDataGenerator(
    rescale=1. / 255,
    rotation_range=40,
    width_shift_range=0.2,
    height_shift_range=0.2,
    shear_range=0.2,
    zoom_range=0.2,
    horizontal_flip=True,
    fill_mode='nearest')
validation_datagen = ImageDataGenerator(rescale=1. / 255)

train_generator = training_datagen.flow_from_directory(
    '/tmp/rps/', target_size=(150, 150), class_mode='categorical', batch_size=20)
validation_generator = validation_datagen.flow_from_directory(
    '/tmp/rps-test-set/', target_size=(150, 150), class_mode='categorical', batch_size=20)

model = tf.keras.models.Sequential([
    tf.keras.layers.Conv2D(64, (3, 3), activation='relu', input_shape=(150, 150, 3)),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Conv2D(64, (3, 3), activation='relu'),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Conv2D(128, (3, 3), activation='relu'),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Conv2D(128, (3, 3), activation='relu'),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dropout(0.5),
    tf.keras.layers.Dense(512, activation='relu'),
    tf.keras.layers.Dense(3, activation='softmax'),
])
model.compile(loss='categorical_crossentropy', optimizer='rmsprop', metrics=['accuracy'])
history = model.fit(train_generator, epochs=25, steps_per_epoch=20,
                    validation_data=validation_generator, validation_steps=3, verbose=1)

model.save('/tmp/rps.h5')
plt.plot(history.history['accuracy'], 'r', label='training')
plt.plot(history.history['val_accuracy'], 'b', label='validation')
plt.legend()
plt.show()
