import tensorflow as tf
from tensorflow.keras import layers

FOLDER = 'data/cats_and_dogs_filtered/train'


def train_val_datasets():
    train = tf.keras.utils.image_dataset_from_directory(
        FOLDER, validation_split=0.2, subset='training', seed=7,
        label_mode='binary', image_size=(150, 150), batch_size=20)
    validation = tf.keras.utils.image_dataset_from_directory(
        FOLDER, validation_split=0.2, subset='training', seed=7,
        label_mode='binary', image_size=(150, 150), batch_size=20)
    return train, validation


def solution_model():
    train, validation = train_val_datasets()
    model = tf.keras.Sequential([
        layers.Input((150, 150, 3)),
        layers.Rescaling(1/255),
        layers.Conv2D(16, 3, activation='relu'), layers.MaxPooling2D(),
        layers.Conv2D(32, 3, activation='relu'), layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation='relu'), layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation='relu'), layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(512, activation='relu'),
        layers.Dense(1, activation='sigmoid'),
    ])
    model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
    model.fit(train.cache().shuffle(50), validation_data=validation.cache(), epochs=15)
    return model
