import tensorflow as tf
from tensorflow.keras import Input, Model, layers

def load(split):
    ds = tf.keras.utils.image_dataset_from_directory(
        f"data/cats_and_dogs_filtered/{split}", label_mode="binary", image_size=(150, 150), batch_size=20)
    return ds.cache().shuffle(50).prefetch(tf.data.AUTOTUNE)

def train_cats_vs_dogs():
    inputs = Input((150, 150, 3))
    x = layers.Rescaling(1 / 255)(inputs)
    for filters in (16, 32, 64, 64):
        x = layers.Conv2D(filters, 3, activation="relu")(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dense(256, activation="relu")(x)
    outputs = layers.Dense(1, activation="sigmoid")(x)
    model = Model(inputs, outputs)
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(load("train"), validation_data=load("validation"), epochs=14)
    return model
