import tensorflow as tf

TRAIN, VALIDATION = "data/rps", "data/rps-test-set"


def read(folder):
    return tf.keras.utils.image_dataset_from_directory(
        folder, label_mode="categorical", image_size=(150, 150), batch_size=32).cache()


def solution_model():
    model = tf.keras.Sequential([
        tf.keras.Input((150, 150, 3)),
        tf.keras.layers.RandomFlip("horizontal_and_vertical"),
        tf.keras.layers.RandomRotation(0.05, fill_mode="nearest"),
        tf.keras.layers.Rescaling(1 / 255),
        tf.keras.layers.Conv2D(16, 5, strides=2, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dropout(0.3),
        tf.keras.layers.Dense(128, activation="relu"),
        tf.keras.layers.Dense(3, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
    model.fit(read(TRAIN), epochs=1, steps_per_epoch=2)
    return model
