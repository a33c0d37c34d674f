import os

import matplotlib.pyplot as plt
import tensorflow as tf
from tensorflow.keras.optimizers import Adam
from tensorflow.keras.preprocessing.image import ImageDataGenerator

train_dir = '/tmp/horse-or-human'
val_dir = '/tmp/validation-horse-or-human'

train_horse_names = os.listdir(os.path.join(train_dir, 'horses'))
train_human_names = os.listdir(os.path.join(train_dir, 'humans'))
print('total training horse images:', len(train_horse_names))
print('total training human images:', len(train_human_names))

train_gen = ImageDataGenerator(rescale=1./255).flow_from_directory(
    train_dir, target_size=(300, 300), batch_size=25, class_mode='binary')
val_gen = ImageDataGenerator(rescale=1./255).flow_from_directory(
    val_dir, target_size=(300, 300), batch_size=32, class_mode='binary')

model = tf.keras.models.Sequential()
model.add(tf.keras.layers.InputLayer(shape=(300, 300, 3)))
model.add(tf.keras.layers.AveragePooling2D(2, 2))
model.add(tf.keras.layers.Conv2D(16, (3, 3), activation='relu'))
model.add(tf.keras.layers.MaxPooling2D(2, 2))
model.add(tf.keras.layers.Conv2D(32, (3, 3), activation='relu'))
model.add(tf.keras.layers.MaxPooling2D(2, 2))
model.add(tf.keras.layers.Conv2D(64, (3, 3), activation='relu'))
model.add(tf.keras.layers.MaxPooling2D(2, 2))
model.add(tf.keras.layers.Conv2D(64, (3, 3), activation='relu'))
model.add(tf.keras.layers.MaxPooling2D(2, 2))
model.add(tf.keras.layers.Flatten())
model.add(tf.keras.layers.Dense(512, activation='relu'))
model.add(tf.keras.layers.Dense(1, activation='sigmoid'))
model.summary()

model.compile(loss='binary_crossentropy', optimizer=Adam(learning_rate=0.001), metrics=['acc'])

history = model.fit(
    train_gen,
    steps_per_epoch=40,
    epochs=8,
    verbose=1,
    validation_data=val_gen)

plt.plot(history.history['acc'], label='train')
plt.plot(history.history['val_acc'], label='validation')
plt.legend()
plt.show()
