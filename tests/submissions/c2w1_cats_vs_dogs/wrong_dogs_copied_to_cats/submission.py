import os
import random
from shutil import copyfile

import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

CAT_SOURCE_DIR = "/tmp/PetImages/Cat/"
TRAINING_CATS_DIR = "/tmp/cats-v-dogs/training/cats/"
TESTING_CATS_DIR = "/tmp/cats-v-dogs/testing/cats/"
DOG_SOURCE_DIR = "/tmp/PetImages/Dog/"
TRAINING_DOGS_DIR = "/tmp/cats-v-dogs/training/dogs/"
TESTING_DOGS_DIR = "/tmp/cats-v-dogs/testing/dogs/"

for folder in (TRAINING_CATS_DIR, TESTING_CATS_DIR, TRAINING_DOGS_DIR, TESTING_DOGS_DIR):
    os.makedirs(folder, exist_ok=True)


def split_data(SOURCE, TRAINING, TESTING, SPLIT_SIZE):
    names = [name for name in os.listdir(SOURCE) if os.path.getsize(SOURCE + name) > 0]
    names = random.sample(names, len(names))
    border = int(len(names) * SPLIT_SIZE)
    for name in names[:border]:
        copyfile(SOURCE + name, TRAINING + name)
    for name in names[border:]:
        copyfile(SOURCE + name, TESTING + name)


split_data(CAT_SOURCE_DIR, TRAINING_CATS_DIR, TESTING_CATS_DIR, 0.9)
split_data(DOG_SOURCE_DIR, TRAINING_CATS_DIR, TESTING_CATS_DIR, 0.9)

train_generator = ImageDataGenerator(rescale=1.0 / 255).flow_from_directory(
    "/tmp/cats-v-dogs/training/", batch_size=20, class_mode="binary", target_size=(150, 150))
validation_generator = ImageDataGenerator(rescale=1.0 / 255).flow_from_directory(
    "/tmp/cats-v-dogs/testing/", batch_size=20, class_mode="binary", target_size=(150, 150))

model = tf.keras.models.Sequential([
    tf.keras.layers.Conv2D(16, (3, 3), activation="relu", input_shape=(150, 150, 3)),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Conv2D(32, (3, 3), activation="relu"),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Conv2D(64, (3, 3), activation="relu"),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(64, activation="relu"),
    tf.keras.layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
history = model.fit(train_generator, epochs=2, verbose=1, validation_data=validation_generator)
