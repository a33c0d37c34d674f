import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

def get_data():
    options = dict(label_mode="binary", image_size=(150, 150), batch_size=20)
    train = keras.utils.image_dataset_from_directory("data/horse-or-human", **options)
    val = keras.utils.image_dataset_from_directory("data/validation-horse-or-human", **options)
    return train.cache().shuffle(100), val.cache()

def train_model():
    train, val = get_data()
    inputs = keras.Input(shape=(150, 150, 3), name="photo")
    x = layers.RandomFlip("horizontal")(inputs)
    x = layers.RandomRotation(0.1, fill_mode="reflect")(x)
    x = layers.RandomZoom((-0.2, 0.2), fill_mode="reflect")(x)
    x = layers.RandomTranslation(0.15, 0.15, fill_mode="reflect")(x)
    x = layers.Rescaling(1.0 / 255)(x)
    x = layers.Conv2D(24, 5, strides=2, activation="relu")(x)
    x = layers.MaxPooling2D()(x)
    for filters in (32, 64, 64):
        x = layers.Conv2D(filters, 3, activation="relu")(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dense(128, activation="relu")(x)
    outputs = layers.Dense(1, activation="sigmoid")(x)
    model = keras.Model(inputs, outputs)
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(train, validation_data=val, epochs=15)
    return model
