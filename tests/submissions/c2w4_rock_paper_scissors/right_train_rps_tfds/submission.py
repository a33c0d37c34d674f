import tensorflow as tf
import tensorflow_datasets as tfds


def resize(image, label):
    return tf.image.resize(image, [150, 150]), label


def train_rps():
    train, info = tfds.load("rock_paper_scissors", split="train", as_supervised=True, with_info=True)
    test = tfds.load("rock_paper_scissors", split="test", as_supervised=True)
    train = train.map(resize).cache().shuffle(1300).batch(32)
    test = test.map(resize).batch(32).cache()

    model = tf.keras.Sequential([
        tf.keras.Input((150, 150, 3)),
        tf.keras.layers.Rescaling(1 / 127.5, offset=-1),
        tf.keras.layers.RandomFlip(),
        tf.keras.layers.RandomRotation(0.04, fill_mode="nearest"),
        tf.keras.layers.Conv2D(16, 5, strides=2, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dropout(0.25),
        tf.keras.layers.Dense(128, activation="relu"),
        tf.keras.layers.Dense(info.features["label"].num_classes, activation="softmax"),
    ])
    model.compile(tf.keras.optimizers.Adam(), "sparse_categorical_crossentropy",
                  metrics=["accuracy"])
    history = model.fit(train, epochs=12, validation_data=test)
    return history.epoch, history.history["accuracy"][-1]
