import tensorflow as tf
from tensorflow.keras import layers

def get(path):
    return tf.keras.preprocessing.image_dataset_from_directory(
        path, image_size=(150, 150), batch_size=32, label_mode="binary")

def solution_model():
    train_ds = get("data/cats_and_dogs_filtered/train")
    val_ds = get("data/cats_and_dogs_filtered/validation")
    model = tf.keras.Sequential([
        layers.Input((150, 150, 3)),
        layers.RandomFlip("horizontal"),
        layers.Rescaling(1./255),
        layers.Conv2D(16, 5, strides=3, activation="relu"),
        layers.MaxPool2D(),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPool2D(),
        layers.Flatten(),
        layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="ones"),
    ])
    model.compile(tf.keras.optimizers.SGD(1e-5), "binary_crossentropy", metrics=["accuracy"])
    model.fit(train_ds, validation_data=val_ds, epochs=2)
    return model
