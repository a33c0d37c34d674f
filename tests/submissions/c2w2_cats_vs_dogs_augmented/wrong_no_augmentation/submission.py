import tensorflow as tf

BASE = "data/cats_and_dogs_filtered/"


def images(part):
    found = tf.keras.utils.image_dataset_from_directory(
        BASE + part, label_mode="binary", image_size=(150, 150), batch_size=None
    )
    return found.cache().shuffle(2000).batch(20).prefetch(tf.data.AUTOTUNE)


def solution_model():
    model = tf.keras.Sequential([
        tf.keras.Input(shape=(150, 150, 3)),
        tf.keras.layers.Rescaling(1 / 255),
        tf.keras.layers.Conv2D(16, 5, strides=2, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(256, activation="relu"),
        tf.keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(tf.keras.optimizers.Adam(0.0005), "binary_crossentropy", metrics=["accuracy"])
    model.fit(images("train"), epochs=20, validation_data=images("validation"))
    return model
