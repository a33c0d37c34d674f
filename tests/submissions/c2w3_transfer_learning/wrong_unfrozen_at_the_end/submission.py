import tensorflow as tf


def solution_model():
    train = tf.keras.utils.image_dataset_from_directory(
        "data/horse-or-human", label_mode="binary", image_size=(150, 150), batch_size=32)
    val = tf.keras.utils.image_dataset_from_directory(
        "data/validation-horse-or-human", label_mode="binary", image_size=(150, 150), batch_size=32)

    base = tf.keras.applications.MobileNetV2(
        input_shape=(150, 150, 3), alpha=0.35, include_top=False, weights="imagenet")
    base.trainable = False

    inputs = tf.keras.Input((150, 150, 3))
    x = tf.keras.layers.Rescaling(1 / 127.5, offset=-1)(inputs)
    x = tf.keras.Model(base.input, base.get_layer("block_13_expand_relu").output)(x)
    x = tf.keras.layers.Flatten()(x)
    x = tf.keras.layers.Dense(1024, activation="relu")(x)
    x = tf.keras.layers.Dropout(0.2)(x)
    x = tf.keras.layers.Dense(1, activation="sigmoid")(x)
    model = tf.keras.Model(inputs, x)
    model.compile(tf.keras.optimizers.RMSprop(1e-4), "binary_crossentropy", metrics=["accuracy"])
    model.fit(train.take(2), validation_data=val, epochs=1)

    # ready for fine-tuning
    base.trainable = True
    model.compile(tf.keras.optimizers.RMSprop(1e-6), "binary_crossentropy", metrics=["accuracy"])
    return model
