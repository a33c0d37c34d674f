import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


def solution_model():
    train = keras.utils.image_dataset_from_directory(
        "data/train", label_mode="binary", image_size=(150, 150), batch_size=50)
    val = keras.utils.image_dataset_from_directory(
        "data/validation", label_mode="binary", image_size=(150, 150), batch_size=50, shuffle=False)

    mobilenet = keras.applications.MobileNetV2(
        input_shape=(150, 150, 3), alpha=0.35, include_top=False, weights="imagenet")
    base = keras.Model(mobilenet.input, mobilenet.get_layer("block_13_expand_relu").output)
    base.trainable = False

    model = keras.Sequential([
        keras.Input((150, 150, 3)),
        layers.Rescaling(1 / 127.5, -1),
        base,
        layers.Flatten(),
        layers.Dense(1024, activation="relu"),
        layers.Dropout(0.2),
        layers.Dense(1),
        layers.Activation("sigmoid"),
    ])
    model.compile(keras.optimizers.RMSprop(1e-4), keras.losses.BinaryCrossentropy(),
                  metrics=["accuracy"])
    model.fit(train.cache(), validation_data=val.cache(), epochs=5)
    return model
