import tensorflow as tf
from tensorflow.keras.layers import *

def solution_model():
    train = tf.keras.utils.image_dataset_from_directory('data/horse-or-human', label_mode='binary', image_size=(150, 150))
    val = tf.keras.utils.image_dataset_from_directory('data/validation-horse-or-human', label_mode='binary', image_size=(150, 150))
    model = tf.keras.Sequential([
        Input((150, 150, 3)),
        Lambda(lambda x: x / 255.0),
        AveragePooling2D(3),
        RandomFlip('horizontal'),
        RandomRotation(0.1),
        RandomZoom(0.2),
        Conv2D(16, 3, activation='relu'),
        MaxPooling2D(),
        Flatten(),
        Dense(1, activation='sigmoid'),
    ])
    model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
    model.fit(train, validation_data=val, epochs=1)
    return model
