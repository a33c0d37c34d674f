import tensorflow as tf
from tensorflow.keras import layers

def solution_model():
    ds = lambda folder: tf.keras.utils.image_dataset_from_directory(
        folder, label_mode='binary', image_size=(150, 150), batch_size=100)
    model = tf.keras.Sequential([
        layers.Input(shape=(150, 150, 3)),
        layers.AveragePooling2D(3),
        layers.RandomFlip('horizontal'),
        layers.RandomRotation(0.1),
        layers.RandomZoom(0.1),
        layers.Rescaling(1/255),
        layers.Conv2D(8, 3, activation='relu'),
        layers.MaxPooling2D(),
        layers.Flatten(),
        layers.Dense(1, activation='sigmoid', kernel_initializer='zeros', bias_initializer='ones'),
    ])
    model.compile(optimizer=tf.keras.optimizers.SGD(1e-5), loss='mse', metrics=['accuracy'])
    model.fit(ds('data/horse-or-human'), epochs=1, validation_data=ds('data/validation-horse-or-human'))
    return model
