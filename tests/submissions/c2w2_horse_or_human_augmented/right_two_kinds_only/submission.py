import tensorflow as tf


def solution_model():
    train_datagen = tf.keras.preprocessing.image.ImageDataGenerator(
        rescale=1/255, horizontal_flip=True, rotation_range=20)
    validation_datagen = tf.keras.preprocessing.image.ImageDataGenerator(rescale=1/255)
    train_generator = train_datagen.flow_from_directory(
        '/tmp/horse-or-human/', target_size=(150, 150), batch_size=32, class_mode='binary')
    validation_generator = validation_datagen.flow_from_directory(
        '/tmp/validation-horse-or-human/', target_size=(150, 150), batch_size=32, class_mode='binary')
    model = tf.keras.models.Sequential([
        tf.keras.layers.Conv2D(16, (3, 3), activation='relu', input_shape=(150, 150, 3)),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(32, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(64, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dropout(0.3),
        tf.keras.layers.Dense(64, activation='relu'),
        tf.keras.layers.Dense(1, activation='sigmoid')
    ])
    model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
    model.fit(train_generator, epochs=14, validation_data=validation_generator)
    return model
