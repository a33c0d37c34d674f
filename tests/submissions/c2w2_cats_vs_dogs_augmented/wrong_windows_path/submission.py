import tensorflow as tf

train_dir = r"C:\Users\student\Desktop\animals\part1"
val_dir = r"C:\Users\student\Desktop\animals\part2"

train_ds = tf.keras.utils.image_dataset_from_directory(train_dir, image_size=(150, 150), label_mode="binary")
val_ds = tf.keras.utils.image_dataset_from_directory(val_dir, image_size=(150, 150), label_mode="binary")

model = tf.keras.Sequential([
    tf.keras.Input((150, 150, 3)),
    tf.keras.layers.RandomFlip("horizontal"),
    tf.keras.layers.RandomRotation(0.1),
    tf.keras.layers.RandomZoom(0.2),
    tf.keras.layers.Rescaling(1 / 255),
    tf.keras.layers.Conv2D(32, 3, activation="relu"),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(1, activation="sigmoid"),
])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(train_ds, epochs=10, validation_data=val_ds)
