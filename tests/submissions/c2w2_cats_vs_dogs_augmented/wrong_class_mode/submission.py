import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator


def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
    train_datagen = ImageDataGenerator(rescale=1/255., rotation_range=20, width_shift_range=0.1,
                                       height_shift_range=0.1, zoom_range=0.2, horizontal_flip=True)
    train_generator = train_datagen.flow_from_directory(directory=TRAINING_DIR, batch_size=20,
                                                        target_size=(150, 150))
    validation_datagen = ImageDataGenerator(rescale=1/255.)
    validation_generator = validation_datagen.flow_from_directory(directory=VALIDATION_DIR, batch_size=20,
                                                                  target_size=(150, 150))
    return train_generator, validation_generator


def create_model():
    model = tf.keras.models.Sequential([
        tf.keras.layers.Input(shape=(150, 150, 3)),
        tf.keras.layers.Conv2D(16, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(32, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(512, activation='relu'),
        tf.keras.layers.Dense(1, activation='sigmoid')
    ])
    model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
    return model


train_generator, validation_generator = train_val_generators('data/cats_and_dogs_filtered/train',
                                                             'data/cats_and_dogs_filtered/validation')
model = create_model()
history = model.fit(train_generator, epochs=15, verbose=1, validation_data=validation_generator)
