import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator


def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
    datagen = ImageDataGenerator(rescale=1.0/255., rotation_range=40, width_shift_range=0.15,
                                 height_shift_range=0.15, zoom_range=0.2, horizontal_flip=True)
    train = datagen.flow_from_directory(directory=TRAINING_DIR, batch_size=20, class_mode='binary',
                                        target_size=(150, 150))
    validation = datagen.flow_from_directory(directory=VALIDATION_DIR, batch_size=20, class_mode='binary',
                                             target_size=(150, 150))
    return train, validation


def create_model():
    model = tf.keras.models.Sequential([
        tf.keras.layers.Input(shape=(150, 150, 3)),
        tf.keras.layers.Conv2D(16, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(32, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(64, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(64, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(512, activation='relu'),
        tf.keras.layers.Dense(1, activation='sigmoid')
    ])
    model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
    return model


train_generator, validation_generator = train_val_generators('data/horse-or-human',
                                                             'data/validation-horse-or-human')
model = create_model()
history = model.fit(train_generator, epochs=15, verbose=1, validation_data=validation_generator)
