import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

def solution_model():
    model = tf.keras.models.Sequential([
        tf.keras.layers.Input(shape=(300, 300, 3)),
        tf.keras.layers.Conv2D(16, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(32, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(32, activation='relu'),
        tf.keras.layers.Dense(1, activation='sigmoid')
    ])
    model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
    train = ImageDataGenerator(rescale=1/255, rotation_range=40, zoom_range=0.2, horizontal_flip=True
        ).flow_from_directory('data/horse-or-human', target_size=(150, 150), class_mode='binary')
    val = ImageDataGenerator(rescale=1/255
        ).flow_from_directory('data/validation-horse-or-human', target_size=(150, 150), class_mode='binary')
    model.fit(train, validation_data=val, epochs=15)
    return model
