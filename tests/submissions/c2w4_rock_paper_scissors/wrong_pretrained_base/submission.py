import tensorflow as tf

base = tf.keras.applications.MobileNetV2(
    input_shape=(96, 96, 3), alpha=0.35, include_top=False, weights="imagenet", pooling="avg"
)
base.trainable = False

hands = tf.keras.utils.image_dataset_from_directory(
    "data/rps", image_size=(96, 96), label_mode="categorical"
)
model = tf.keras.Sequential(
    [
        tf.keras.layers.RandomFlip(),
        tf.keras.layers.RandomRotation(0.1),
        tf.keras.layers.Rescaling(1 / 127.5, offset=-1),
        base,
        tf.keras.layers.Dense(3, "softmax"),
    ]
)
model.compile("adam", "categorical_crossentropy", ["accuracy"])
model.fit(hands, epochs=4)
