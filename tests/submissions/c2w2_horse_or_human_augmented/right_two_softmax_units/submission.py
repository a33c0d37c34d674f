import tensorflow as tf
from tensorflow.keras import layers, models

train = tf.keras.utils.image_dataset_from_directory('data/horse-or-human', image_size=(150, 150), batch_size=20)
val = tf.keras.utils.image_dataset_from_directory('data/validation-horse-or-human', image_size=(150, 150), batch_size=20)

model = models.Sequential([
    layers.Input((150, 150, 3)),
    layers.RandomFlip('horizontal'),
    layers.RandomRotation(0.11, fill_mode='nearest'),
    layers.RandomTranslation(0.15, 0.15, fill_mode='nearest'),
    layers.RandomZoom(0.2, fill_mode='nearest'),
    layers.Rescaling(1/255),
    layers.AveragePooling2D(2), layers.Conv2D(16, 3, activation='relu'), layers.MaxPooling2D(),
    layers.Conv2D(32, 3, activation='relu'), layers.MaxPooling2D(),
    layers.Conv2D(64, 3, activation='relu'), layers.MaxPooling2D(),
    layers.Conv2D(64, 3, activation='relu'), layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(128, activation='relu'),
    layers.Dense(2, activation='softmax'),
])
model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
model.fit(train.cache().shuffle(100), validation_data=val.cache(), epochs=15)
