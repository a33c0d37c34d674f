import tensorflow as tf

TRAIN, VALIDATION = "data/horse-or-human", "data/validation-horse-or-human"


def read(folder):
    data = tf.keras.utils.image_dataset_from_directory(
        folder, label_mode="binary", image_size=(150, 150), batch_size=32)
    return data.map(lambda image, label: (image / 127.5 - 1, label)).cache()


def create_model():
    base = tf.keras.applications.MobileNetV2(
        input_shape=(150, 150, 3), alpha=0.35, include_top=False, weights="imagenet")
    for layer in base.layers:
        layer.trainable = False
    x = base.get_layer("block_13_expand_relu").output
    x = tf.keras.layers.Flatten()(x)
    x = tf.keras.layers.Dense(512, activation="relu")(x)
    x = tf.keras.layers.Dropout(0.2)(x)
    x = tf.keras.layers.Dense(1, activation="sigmoid")(x)
    model = tf.keras.Model(base.input, x)
    model.compile(optimizer=tf.keras.optimizers.RMSprop(learning_rate=1e-4),
                  loss="binary_crossentropy", metrics=["accuracy"])
    return model


def solution_model():
    model = create_model()
    model.fit(read(TRAIN), validation_data=read(VALIDATION), epochs=2)
    return model
