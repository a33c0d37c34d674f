import keras
import tensorflow as tf
from keras import layers

BATCH = 36
augment = keras.Sequential([
    layers.RandomFlip("horizontal_and_vertical"),
    layers.RandomTranslation(0.08, 0.08, fill_mode="nearest"),
])


def solution_model():
    train = keras.utils.image_dataset_from_directory(
        "data/rps", image_size=(150, 150), batch_size=BATCH, label_mode="int")
    val = keras.utils.image_dataset_from_directory(
        "data/rps-test-set", image_size=(150, 150), batch_size=BATCH, label_mode="int")
    print(train.class_names)

    train = train.cache().map(lambda x, y: (augment(x, training=True) / 255.0, y),
                              num_parallel_calls=tf.data.AUTOTUNE).prefetch(2)
    val = val.map(lambda x, y: (x / 255.0, y)).cache()

    inputs = keras.Input(shape=(150, 150, 3), name="hand")
    x = inputs
    for filters, size, strides in ((16, 5, 2), (32, 3, 1), (64, 3, 1)):
        x = layers.Conv2D(filters, size, strides=strides, padding="same")(x)
        x = layers.ReLU()(x)
        x = layers.MaxPooling2D()(x)
    x = layers.Flatten()(x)
    x = layers.Dropout(0.3)(x)
    x = layers.Dense(96, activation="relu")(x)
    outputs = layers.Dense(3, activation=tf.nn.softmax)(x)
    model = keras.Model(inputs, outputs)

    model.compile(keras.optimizers.Adam(1e-3), keras.losses.SparseCategoricalCrossentropy(),
                  metrics=["accuracy"])
    best = keras.callbacks.EarlyStopping(monitor="val_accuracy", patience=8,
                                         restore_best_weights=True)
    model.fit(train, validation_data=val, epochs=18, callbacks=[best])
    return model
