import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator


def solution_model():
    train_datagen = ImageDataGenerator(rescale=1 / 255, rotation_range=20, zoom_range=0.1,
                                       horizontal_flip=True, fill_mode="nearest")
    test_datagen = ImageDataGenerator(rescale=1 / 255)
    train_generator = test_datagen.flow_from_directory(
        "data/rps", target_size=(150, 150), batch_size=32, class_mode="categorical")
    validation_generator = test_datagen.flow_from_directory(
        "data/rps-test-set", target_size=(150, 150), batch_size=32, class_mode="categorical")

    model = tf.keras.models.Sequential([
        tf.keras.layers.Conv2D(16, 5, strides=2, activation="relu", input_shape=(150, 150, 3)),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(32, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(64, 3, activation="relu"),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dropout(0.5),
        tf.keras.layers.Dense(128, activation="relu"),
        tf.keras.layers.Dense(3, activation="softmax"),
    ])
    model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
    model.fit(train_generator, epochs=1, steps_per_epoch=2, validation_data=validation_generator)
    return model
