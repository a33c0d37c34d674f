import tensorflow as tf

def solution_model():
    train_ds = tf.keras.utils.image_dataset_from_directory(
        "data/cats_and_dogs_filtered/train", label_mode="binary", image_size=(150, 150))
    model = tf.keras.Sequential([
        tf.keras.Input((150, 150, 3)),
        tf.keras.layers.RandomFlip("horizontal"),
        tf.keras.layers.Rescaling(1 / 255),
        tf.keras.layers.Conv2D(16, 3, activation="relu"),
    ])
    # still to do: the rest of the model, compile, fit
