import tensorflow as tf

def solution_model():
    train = tf.keras.utils.image_dataset_from_directory(
        "data/cats_and_dogs_filtered/train/cats", image_size=(150, 150))
    val = tf.keras.utils.image_dataset_from_directory(
        "data/cats_and_dogs_filtered/validation/cats", image_size=(150, 150))
    model = tf.keras.Sequential([
        tf.keras.Input((150, 150, 3)),
        tf.keras.layers.Conv2D(16, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation="relu"),
        tf.keras.layers.GlobalAveragePooling2D(),
        tf.keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    model.fit(train, validation_data=val, epochs=10)
    return model
