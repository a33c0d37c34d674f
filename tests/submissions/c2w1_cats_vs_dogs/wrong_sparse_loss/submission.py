import tensorflow as tf

train_ds = tf.keras.utils.image_dataset_from_directory(
    'data/cats_and_dogs_filtered/train', label_mode='categorical', image_size=(150, 150))
val_ds = tf.keras.utils.image_dataset_from_directory(
    'data/cats_and_dogs_filtered/validation', label_mode='categorical', image_size=(150, 150))

model = tf.keras.Sequential([
    tf.keras.Input((150, 150, 3)),
    tf.keras.layers.Rescaling(1/255),
    tf.keras.layers.Conv2D(16, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(32, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(64, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(2, activation='softmax'),
])
model.compile('adam', 'sparse_categorical_crossentropy', metrics=['accuracy'])
model.fit(train_ds, validation_data=val_ds, epochs=10)
