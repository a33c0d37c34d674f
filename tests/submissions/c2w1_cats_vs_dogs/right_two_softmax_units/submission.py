import tensorflow as tf
from tensorflow.keras import layers

def solution_model():
    train = tf.keras.utils.image_dataset_from_directory(
        'data/cats_and_dogs_filtered/train', label_mode='categorical', image_size=(150, 150), batch_size=20).cache()
    val = tf.keras.utils.image_dataset_from_directory(
        'data/cats_and_dogs_filtered/validation', label_mode='categorical', image_size=(150, 150), batch_size=20).cache()
    model = tf.keras.Sequential([
        layers.Input((150, 150, 3)),
        layers.Rescaling(1/255),
        layers.Conv2D(16, 3, activation='relu'), layers.MaxPooling2D(),
        layers.Conv2D(32, 3, activation='relu'), layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation='relu'), layers.MaxPooling2D(),
        layers.Conv2D(64, 3, activation='relu'), layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(512, activation='relu'),
        layers.Dense(2, activation='softmax'),
    ])
    model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
    model.fit(train.shuffle(50), validation_data=val, epochs=15)
    return model
