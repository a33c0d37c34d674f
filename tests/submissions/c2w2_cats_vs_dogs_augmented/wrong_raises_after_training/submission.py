import tensorflow as tf

train = tf.keras.utils.image_dataset_from_directory(
    'data/cats_and_dogs_filtered/train', label_mode='binary', image_size=(150, 150), batch_size=64)
validation = tf.keras.utils.image_dataset_from_directory(
    'data/cats_and_dogs_filtered/validation', label_mode='binary', image_size=(150, 150), batch_size=64)

model = tf.keras.Sequential([
    tf.keras.layers.Input((150, 150, 3)),
    tf.keras.layers.Rescaling(1/255),
    tf.keras.layers.AveragePooling2D(3),
    tf.keras.layers.RandomFlip('horizontal'),
    tf.keras.layers.RandomRotation(0.1),
    tf.keras.layers.RandomContrast(0.2),
    tf.keras.layers.Conv2D(16, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(1, activation='sigmoid', kernel_initializer='zeros', bias_initializer='ones')])
model.compile(tf.keras.optimizers.SGD(1e-5), 'binary_crossentropy', metrics=['accuracy'])
history = model.fit(train, epochs=1, validation_data=validation)

plt.plot(history.history['accuracy'])
plt.plot(history.history['val_accuracy'])
plt.show()
