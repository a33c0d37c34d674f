import tensorflow as tf
from tensorflow.keras import layers, models

train = tf.keras.utils.image_dataset_from_directory(
    'data/cats_and_dogs_filtered/train', label_mode='binary', image_size=(150, 150), batch_size=32)
val = tf.keras.utils.image_dataset_from_directory(
    'data/cats_and_dogs_filtered/validation', label_mode='binary', image_size=(150, 150), batch_size=32)

def solution_model():
    m = models.Sequential()
    m.add(layers.Input(shape=(150, 150, 3)))
    m.add(layers.Rescaling(1 / 255.))
    m.add(layers.AveragePooling2D(2))
    m.add(layers.RandomFlip('horizontal'))
    m.add(layers.RandomRotation(0.1))
    m.add(layers.RandomZoom(0.1))
    m.add(layers.Conv2D(16, (3, 3), activation='relu'))
    m.add(layers.MaxPooling2D((2, 2)))
    m.add(layers.Conv2D(32, (3, 3), activation='relu'))
    m.add(layers.MaxPooling2D((2, 2)))
    m.add(layers.Flatten())
    m.add(layers.Dense(64, activation='relu'))
    m.add(layers.Dense(1, activation='softmax'))
    m.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
    m.fit(train, epochs=2, validation_data=val)
    return m
