import os
import shutil
import random
import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

root_dir = '/tmp/cats-v-dogs'
if os.path.exists(root_dir):
    shutil.rmtree(root_dir)
for part in ('training', 'validation'):
    for name in ('cats', 'dogs'):
        os.makedirs(os.path.join(root_dir, part, name))


def split_data(SOURCE_DIR, TRAINING_DIR, VALIDATION_DIR, SPLIT_SIZE):
    files = [f for f in os.listdir(SOURCE_DIR) if os.path.getsize(os.path.join(SOURCE_DIR, f)) > 0]
    files = random.sample(files, len(files))
    n = int(len(files) * SPLIT_SIZE)
    for f in files[:n]:
        shutil.copyfile(os.path.join(SOURCE_DIR, f), os.path.join(TRAINING_DIR, f))
    for f in files[n:]:
        shutil.copyfile(os.path.join(SOURCE_DIR, f), os.path.join(VALIDATION_DIR, f))


split_data('/tmp/PetImages/Cat/', '/tmp/cats-v-dogs/training/cats/', '/tmp/cats-v-dogs/validation/cats/', .9)
split_data('/tmp/PetImages/Dog/', '/tmp/cats-v-dogs/training/dogs/', '/tmp/cats-v-dogs/validation/dogs/', .9)

train_generator = ImageDataGenerator(rescale=1/255).flow_from_directory(
    '/tmp/cats-v-dogs/training', target_size=(150, 150), batch_size=16)
validation_generator = ImageDataGenerator(rescale=1/255).flow_from_directory(
    '/tmp/cats-v-dogs/validation', target_size=(150, 150), batch_size=16)

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
model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['acc'])
history = model.fit(train_generator, epochs=10, verbose=1, validation_data=validation_generator)
