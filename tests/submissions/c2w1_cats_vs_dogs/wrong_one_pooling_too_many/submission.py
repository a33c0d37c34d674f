import tensorflow as tf
from tensorflow.keras import layers

def solution_model():
    train = tf.keras.utils.image_dataset_from_directory(
        'data/cats_and_dogs_filtered/train', label_mode='binary', image_size=(150, 150))
    val = tf.keras.utils.image_dataset_from_directory(
        'data/cats_and_dogs_filtered/validation', label_mode='binary', image_size=(150, 150))
    model = tf.keras.Sequential([layers.Input((150, 150, 3)), layers.Rescaling(1/255)])
    for filters in (16, 32, 64, 64, 128, 128, 256):
        model.add(layers.Conv2D(filters, (3, 3), activation='relu'))
        model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.Flatten())
    model.add(layers.Dense(1, activation='sigmoid'))
    model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
    model.fit(train, validation_data=val, epochs=10)
    return model
