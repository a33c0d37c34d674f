import tensorflow as tf


def solution_model():
    train = tf.keras.utils.image_dataset_from_directory(
        "data/rps", label_mode="categorical", image_size=(150, 150))
    model = tf.keras.Sequential([tf.keras.Input((150, 150, 3)), tf.keras.layers.Rescaling(1 / 255)])
    for filters in (16, 32, 64, 64, 128, 128, 128):
        model.add(tf.keras.layers.Conv2D(filters, 3, activation="relu"))
        model.add(tf.keras.layers.MaxPooling2D())
    model.add(tf.keras.layers.Flatten())
    model.add(tf.keras.layers.Dense(3, activation="softmax"))
    model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
    model.fit(train, epochs=20)
    return model
