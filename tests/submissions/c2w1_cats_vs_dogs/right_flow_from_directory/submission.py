import os
import zipfile
import urllib.request
import tensorflow as tf
from tensorflow.keras.optimizers import RMSprop
from tensorflow.keras.preprocessing.image import ImageDataGenerator
import matplotlib.pyplot as plt

url = 'https://storage.googleapis.com/mledu-datasets/cats_and_dogs_filtered.zip'
local_zip = 'cats.zip'
urllib.request.urlretrieve(url, local_zip)
with zipfile.ZipFile(local_zip, 'r') as zip_ref:
    zip_ref.extractall('unpacked')

base_dir = 'unpacked/cats_and_dogs_filtered'
train_dir = os.path.join(base_dir, 'train')
validation_dir = os.path.join(base_dir, 'validation')
print('cats to train with:', len(os.listdir(os.path.join(train_dir, 'cats'))))
print('dogs to train with:', len(os.listdir(os.path.join(train_dir, 'dogs'))))

train_datagen = ImageDataGenerator(rescale=1.0/255.)
test_datagen = ImageDataGenerator(rescale=1.0/255.)
train_generator = train_datagen.flow_from_directory(train_dir, batch_size=20, class_mode='binary',
                                                    target_size=(150, 150))
validation_generator = test_datagen.flow_from_directory(validation_dir, batch_size=20, class_mode='binary',
                                                        target_size=(150, 150))

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
model.compile(optimizer=RMSprop(learning_rate=0.001), loss='binary_crossentropy', metrics=['accuracy'])

history = model.fit(train_generator,
                    validation_data=validation_generator,
                    epochs=15,
                    verbose=2)

for name in ('accuracy', 'val_accuracy'):
    plt.plot(history.history[name], label=name)
plt.legend()
plt.figure()
for name in ('loss', 'val_loss'):
    plt.plot(history.history[name], label=name)
plt.legend()
plt.show()
