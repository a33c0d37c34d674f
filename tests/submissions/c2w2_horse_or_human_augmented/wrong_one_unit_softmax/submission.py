import tensorflow as tf
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import (Input, Rescaling, RandomFlip, RandomRotation, RandomTranslation,
                                     Conv2D, MaxPooling2D, Flatten, Dense)

train = tf.keras.utils.image_dataset_from_directory('data/horse-or-human', image_size=(150, 150), label_mode='int')
val = tf.keras.utils.image_dataset_from_directory('data/validation-horse-or-human', image_size=(150, 150), label_mode='int')

model = Sequential([
    Input(shape=(150, 150, 3)),
    RandomFlip('horizontal'),
    RandomRotation(0.05),
    RandomTranslation(0.1, 0.1),
    Rescaling(1./255),
    Conv2D(16, 3, strides=2, activation='relu'),
    MaxPooling2D(3),
    Conv2D(32, 3, activation='relu'),
    MaxPooling2D(3),
    Flatten(),
    Dense(1, activation='softmax'),
])
model.compile(optimizer='rmsprop', loss='binary_crossentropy', metrics=['accuracy'])
model.fit(train, epochs=1, validation_data=val)
