import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

train_gen = ImageDataGenerator(rescale=1 / 255, rotation_range=15, horizontal_flip=True)
val_gen = ImageDataGenerator(rescale=1 / 255)

train_gen.flow_from_directory("data/rps", target_size=(150, 150), class_mode="categorical")
val_gen.flow_from_directory("data/rps-test-set", target_size=(150, 150), class_mode="categorical")

model = tf.keras.models.Sequential([
    tf.keras.layers.Conv2D(16, 5, strides=2, activation="relu", input_shape=(150, 150, 3)),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(64, activation="relu"),
    tf.keras.layers.Dense(3, activation="softmax"),
])
model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(train_gen, validation_data=val_gen, epochs=20)
