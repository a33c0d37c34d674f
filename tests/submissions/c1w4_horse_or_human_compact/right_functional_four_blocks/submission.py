import tensorflow as tf
from tensorflow import keras

KW = {"label_mode": "binary", "image_size": (150, 150), "batch_size": 32}


def net():
    image = keras.Input(shape=(150, 150, 3), name="image")
    h = keras.layers.Rescaling(1 / 127.5, offset=-1)(image)
    for n in [16, 32, 64, 64]:
        h = keras.layers.Conv2D(n, 3, use_bias=True, activation="relu")(h)
        h = keras.layers.MaxPooling2D()(h)
    h = keras.layers.Flatten()(h)
    h = keras.layers.Dense(256, activation="relu")(h)
    return keras.Model(image, keras.layers.Dense(1, activation="sigmoid")(h))


def solution_model():
    train = keras.utils.image_dataset_from_directory("data/horse-or-human", **KW).prefetch(2)
    val = keras.utils.image_dataset_from_directory("data/validation-horse-or-human", **KW).prefetch(2)
    model = net()
    model.compile(keras.optimizers.Adam(1e-3), keras.losses.BinaryCrossentropy(), metrics=[keras.metrics.BinaryAccuracy()])
    model.fit(train, validation_data=val, epochs=9)
    return model
