import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

train_dir = '/tmp/cats_and_dogs_filtered/train'
validation_dir = '/tmp/cats_and_dogs_filtered/validation'

train_gen = ImageDataGenerator(rescale=1./255).flow_from_directory(
    train_dir, target_size=(150, 150), batch_size=64, class_mode='binary')
val_gen = ImageDataGenerator(rescale=1./255).flow_from_directory(
    validation_dir, target_size=(150, 150), batch_size=20, class_mode='binary')

model = tf.keras.models.Sequential([
    tf.keras.layers.Conv2D(16, (3, 3), activation='relu', input_shape=(150, 150, 3)),
    tf.keras.layers.MaxPooling2D(4, 4),
    tf.keras.layers.Conv2D(32, (3, 3), activation='relu'),
    tf.keras.layers.MaxPooling2D(4, 4),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(1, activation='sigmoid', kernel_initializer='zeros', bias_initializer='ones')
])
model.compile(optimizer=tf.keras.optimizers.SGD(learning_rate=1e-5), loss='binary_crossentropy', metrics=['accuracy'])
model.fit(train_gen, validation_data=val_gen, epochs=1, steps_per_epoch=2, verbose=2)
