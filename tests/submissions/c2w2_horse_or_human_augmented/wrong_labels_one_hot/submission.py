import tensorflow as tf

def train_horse_or_human():
    train_ds = tf.keras.utils.image_dataset_from_directory(
        "data/horse-or-human", label_mode="categorical", image_size=(150, 150))
    val_ds = tf.keras.utils.image_dataset_from_directory(
        "data/validation-horse-or-human", label_mode="categorical", image_size=(150, 150))
    model = tf.keras.Sequential([
        tf.keras.Input((150, 150, 3)),
        tf.keras.layers.RandomFlip("horizontal"),
        tf.keras.layers.RandomRotation(0.1),
        tf.keras.layers.RandomZoom(0.1),
        tf.keras.layers.Rescaling(1 / 255),
        tf.keras.layers.Conv2D(16, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(train_ds, validation_data=val_ds, epochs=10)
    return model
