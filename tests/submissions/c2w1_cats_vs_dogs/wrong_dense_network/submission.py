import tensorflow as tf

AUTOTUNE = tf.data.AUTOTUNE

def load(split):
    ds = tf.keras.utils.image_dataset_from_directory(
        f"data/cats_and_dogs_filtered/{split}", label_mode="binary", image_size=(150, 150))
    return ds.cache().prefetch(AUTOTUNE)

def solution_model():
    model = tf.keras.Sequential([
        tf.keras.Input(shape=(150, 150, 3)),
        tf.keras.layers.Rescaling(1.0 / 255),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(32, activation="relu"),
        tf.keras.layers.Dense(1, activation="sigmoid", kernel_initializer="zeros", bias_initializer="ones"),
    ])
    model.compile(optimizer=tf.keras.optimizers.SGD(1e-5), loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(load("train"), validation_data=load("validation"), epochs=1, steps_per_epoch=2)
    return model
