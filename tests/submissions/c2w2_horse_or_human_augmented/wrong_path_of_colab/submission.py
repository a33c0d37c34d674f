import tensorflow as tf

def load(folder):
    return tf.keras.utils.image_dataset_from_directory(folder, label_mode="binary", image_size=(150, 150))

train = load("/content/animals/first")
val = load("/content/animals/second")

model = tf.keras.Sequential([
    tf.keras.Input((150, 150, 3)),
    tf.keras.layers.RandomFlip("horizontal"),
    tf.keras.layers.RandomRotation(0.1),
    tf.keras.layers.RandomZoom(0.1),
    tf.keras.layers.Rescaling(1 / 255),
    tf.keras.layers.Conv2D(32, 3, activation="relu"),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.GlobalAveragePooling2D(),
    tf.keras.layers.Dense(1, activation="sigmoid"),
])
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
model.fit(train, validation_data=val, epochs=10)
