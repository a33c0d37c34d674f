import tensorflow as tf
from tensorflow.keras import layers

IMG = (150, 150)

def solution_model():
    train_ds = tf.keras.utils.image_dataset_from_directory(
        "data/horse-or-human", label_mode="binary", image_size=IMG, batch_size=20)
    val_ds = tf.keras.utils.image_dataset_from_directory(
        "data/validation-horse-or-human", label_mode="binary", image_size=IMG, batch_size=20)

    augmentation = tf.keras.Sequential([
        layers.RandomFlip("horizontal"),
        layers.RandomRotation(0.11, fill_mode="nearest"),
        layers.RandomTranslation(0.15, 0.15, fill_mode="nearest"),
        layers.RandomZoom(0.2, fill_mode="nearest"),
    ])
    model = tf.keras.Sequential([
        layers.Input(shape=IMG + (3,)),
        augmentation,
        layers.Rescaling(1.0 / 255),
        layers.Conv2D(16, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(512, activation="relu"),
        layers.Dense(1, activation="sigmoid"),
    ])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(train_ds, validation_data=val_ds, epochs=15)
    return model
