import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

TRAIN = '/tmp/cats_and_dogs_filtered/train'
VAL = '/tmp/cats_and_dogs_filtered/validation'

train_datagen = ImageDataGenerator(rescale=1./255, rotation_range=40, shear_range=0.2,
                                   zoom_range=0.2, horizontal_flip=True)
train_datagen.flow_from_directory(TRAIN, target_size=(150, 150), class_mode='binary')
val_datagen = ImageDataGenerator(rescale=1./255)
val_datagen.flow_from_directory(VAL, target_size=(150, 150), class_mode='binary')

model = tf.keras.Sequential([
    tf.keras.layers.Conv2D(32, 3, activation='relu', input_shape=(150, 150, 3)),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(1, activation='sigmoid'),
])
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
model.fit(train_datagen, validation_data=val_datagen, epochs=10)
