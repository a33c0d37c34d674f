import os
import random
from shutil import copyfile

import tensorflow as tf
from tensorflow.keras.optimizers import RMSprop
from tensorflow.keras.preprocessing.image import ImageDataGenerator

print(len(os.listdir('/tmp/PetImages/Cat/')))
print(len(os.listdir('/tmp/PetImages/Dog/')))

try:
    os.mkdir('/tmp/cats-v-dogs')
    os.mkdir('/tmp/cats-v-dogs/training')
    os.mkdir('/tmp/cats-v-dogs/testing')
    for part in ('training', 'testing'):
        os.mkdir('/tmp/cats-v-dogs/' + part + '/cats')
        os.mkdir('/tmp/cats-v-dogs/' + part + '/dogs')
except OSError:
    pass


def split_data(SOURCE, TRAINING, TESTING, SPLIT_SIZE):
    files = [f for f in os.listdir(SOURCE) if os.path.getsize(SOURCE + f) > 0]
    shuffled = random.sample(files, len(files))
    training_length = int(len(files) * SPLIT_SIZE)
    for f in shuffled[:training_length]:
        copyfile(SOURCE + f, TRAINING + f)
    for f in shuffled[training_length:]:
        copyfile(SOURCE + f, TESTING + f)


split_data('/tmp/PetImages/Cat/', '/tmp/cats-v-dogs/training/cats/', '/tmp/cats-v-dogs/testing/cats/', .9)
split_data('/tmp/PetImages/Dog/', '/tmp/cats-v-dogs/training/dogs/', '/tmp/cats-v-dogs/testing/dogs/', .9)
assert len(os.listdir('/tmp/cats-v-dogs/testing/dogs/')) < 300

model = tf.keras.models.Sequential([
    tf.keras.layers.Conv2D(16, (5, 5), strides=2, activation='relu', input_shape=(150, 150, 3)),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Conv2D(32, (3, 3), activation='relu'),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Conv2D(64, (3, 3), activation='relu'),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(256, activation='relu'),
    tf.keras.layers.Dense(1, activation='sigmoid'),
])
model.compile(optimizer=RMSprop(learning_rate=0.001), loss='binary_crossentropy', metrics=['acc'])

train_datagen = ImageDataGenerator(rescale=1.0 / 255.)
train_generator = train_datagen.flow_from_directory(
    '/tmp/cats-v-dogs/training/', batch_size=20, class_mode='binary', target_size=(150, 150))
validation_datagen = ImageDataGenerator(rescale=1.0 / 255.)
validation_generator = validation_datagen.flow_from_directory(
    '/tmp/cats-v-dogs/testing/', batch_size=20, class_mode='binary', target_size=(150, 150))

history = model.fit(train_generator, epochs=20, verbose=1, validation_data=validation_generator)
