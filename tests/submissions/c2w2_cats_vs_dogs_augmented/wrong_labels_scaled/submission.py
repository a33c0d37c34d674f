import tensorflow as tf
from tensorflow.keras import layers

def load(folder):
    ds = tf.keras.utils.image_dataset_from_directory(folder, label_mode='binary', image_size=(150, 150))
    return ds.map(lambda image, label: (image / 255, label / 255)).cache()

def solution_model():
    train = load('data/cats_and_dogs_filtered/train')
    val = load('data/cats_and_dogs_filtered/validation')
    inputs = layers.Input((150, 150, 3))
    x = layers.AveragePooling2D(2)(inputs)
    x = layers.RandomFlip('horizontal')(x)
    x = layers.RandomRotation(0.1, fill_mode='nearest')(x)
    x = layers.RandomTranslation(0.1, 0.1, fill_mode='nearest')(x)
    for filters in (16, 32, 64):
        x = layers.Conv2D(filters, 3, activation='relu')(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dense(64, activation='relu')(x)
    outputs = layers.Dense(1, activation='sigmoid')(x)
    model = tf.keras.Model(inputs, outputs)
    model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
    model.fit(train, validation_data=val, epochs=3)
    return model
