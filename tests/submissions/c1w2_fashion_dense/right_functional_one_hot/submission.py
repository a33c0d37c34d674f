import tensorflow as tf
from tensorflow import keras


def solution_model():
    (x, y), (xt, yt) = keras.datasets.fashion_mnist.load_data()
    x, xt = x.astype("float32") / 255, xt.astype("float32") / 255
    y, yt = keras.utils.to_categorical(y), keras.utils.to_categorical(yt)

    inputs = keras.Input((28, 28))
    h = keras.layers.Flatten()(inputs)
    h = keras.layers.Dense(256, activation="relu")(h)
    h = keras.layers.Dropout(0.1)(h)
    h = keras.layers.Dense(64, activation="relu")(h)
    outputs = keras.layers.Dense(10, activation="softmax")(h)
    model = keras.Model(inputs, outputs, name="wardrobe")

    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y, validation_data=(xt, yt), epochs=6, batch_size=64, verbose=2)
    return model
