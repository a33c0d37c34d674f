import os
import shutil
import random
import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

source_path = '/tmp/PetImages'
source_path_dogs = os.path.join(source_path, 'Dog')
source_path_cats = os.path.join(source_path, 'Cat')
root_dir = '/tmp/cats-v-dogs'

# Empty directory to prevent FileExistsError if the cell is run again
if os.path.exists(root_dir):
    shutil.rmtree(root_dir)


def create_train_val_dirs(root_path):
    for part in ['training', 'validation']:
        for name in ['cats', 'dogs']:
            os.makedirs(os.path.join(root_path, part, name))


def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    names = []
    for name in os.listdir(SOURCE_DIR):
        if os.path.getsize(os.path.join(SOURCE_DIR, name)) == 0:
            print(f'{name} is zero length, so ignoring.')
        else:
            names.append(name)
    names = random.sample(names, len(names))
    count = int(SPLIT_SIZE * len(names))
    for name in names[:count]:
        shutil.copyfile(os.path.join(SOURCE_DIR, name), os.path.join(TRAINING_DIR, name))
    for name in names[count:]:
        shutil.copyfile(os.path.join(SOURCE_DIR, name), os.path.join(VALIDATION_DIR, name))


def train_val_generators(TRAINING_DIR, VALIDATION_DIR):
    train_datagen = ImageDataGenerator(rescale=1./255)
    train_generator = train_datagen.flow_from_directory(directory=TRAINING_DIR, batch_size=16,
                                                        class_mode='binary', target_size=(150, 150))
    validation_datagen = ImageDataGenerator(rescale=1./255)
    validation_generator = validation_datagen.flow_from_directory(directory=VALIDATION_DIR, batch_size=16,
                                                                  class_mode='binary', target_size=(150, 150))
    return train_generator, validation_generator


def create_model():
    model = tf.keras.models.Sequential([
        tf.keras.layers.Conv2D(16, (3, 3), activation='relu', input_shape=(150, 150, 3)),
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


create_train_val_dirs(root_path=root_dir)
split_data(source_path_cats, '/tmp/cats-v-dogs/training/cats', '/tmp/cats-v-dogs/validation/cats', .9)
split_data(source_path_dogs, '/tmp/cats-v-dogs/training/dogs', '/tmp/cats-v-dogs/validation/dogs', .9)
train_generator, validation_generator = train_val_generators('/tmp/cats-v-dogs/training', '/tmp/cats-v-dogs/validation')

model = create_model()
history = model.fit(train_generator, epochs=15, verbose=1, validation_data=validation_generator)
