import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

def solution_model():
    train_generator = ImageDataGenerator(rescale=1/255).flow_from_directory(
        'data/horse-or-human', target_size=(150, 150), batch_size=32, class_mode='binary')
    validation_generator = ImageDataGenerator(rescale=1/255).flow_from_directory(
        'data/validation-horse-or-human', target_size=(150, 150), batch_size=32, class_mode='binary')
    model = tf.keras.models.Sequential([
        tf.keras.layers.Conv2D(16, (3, 3), activation='relu', input_shape=(150, 150, 3)),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(32, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(64, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(512, activation='relu'),
        tf.keras.layers.Dense(1, activation='sigmoid')
    ])
    model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
    model.fit(train_generator, epochs=10, validation_data=validation_generator)
    return model
