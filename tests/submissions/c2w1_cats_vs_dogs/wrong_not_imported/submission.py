import tensorflow as tf
from tensorflow.keras import layers, models

train_ds = image_dataset_from_directory('data/cats_and_dogs_filtered/train', label_mode='binary', image_size=(150, 150))
val_ds = image_dataset_from_directory('data/cats_and_dogs_filtered/validation', label_mode='binary', image_size=(150, 150))

model = models.Sequential([
    layers.Input((150, 150, 3)),
    layers.Conv2D(32, 3, activation='relu'), layers.MaxPooling2D(),
    layers.Conv2D(64, 3, activation='relu'), layers.MaxPooling2D(),
    layers.Conv2D(128, 3, activation='relu'), layers.MaxPooling2D(),
    layers.Flatten(),
    layers.Dense(1, activation='sigmoid'),
])
model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
model.fit(train_ds, epochs=10, validation_data=val_ds)
