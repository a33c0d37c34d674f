import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

CLASSES = ["rock", "paper", "scissors"]

train_datagen = ImageDataGenerator(rescale=1 / 255, horizontal_flip=True, rotation_range=10)
test_datagen = ImageDataGenerator(rescale=1 / 255)
train = train_datagen.flow_from_directory("data/rps", target_size=(150, 150), classes=CLASSES,
                                          class_mode="categorical", batch_size=30)
test = test_datagen.flow_from_directory("data/rps-test-set", target_size=(150, 150), classes=CLASSES,
                                        class_mode="categorical", batch_size=31)

model = tf.keras.Sequential([
    tf.keras.layers.Conv2D(16, 5, strides=2, activation="relu", input_shape=(150, 150, 3)),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(32, 3, activation="relu"),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(64, activation="relu"),
    tf.keras.layers.Dense(3, activation="softmax"),
])
model.compile(optimizer="adam", loss="categorical_crossentropy", metrics=["accuracy"])
model.fit(train, validation_data=test, epochs=12)
