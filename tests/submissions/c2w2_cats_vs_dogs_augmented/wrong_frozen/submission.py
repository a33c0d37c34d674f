import tensorflow as tf

def solution_model():
    ds = [tf.keras.utils.image_dataset_from_directory(
              f'data/cats_and_dogs_filtered/{s}', label_mode='binary', image_size=(150, 150))
          for s in ('train', 'validation')]
    model = tf.keras.Sequential([
        tf.keras.Input(shape=(150, 150, 3)),
        tf.keras.layers.AveragePooling2D(2),
        tf.keras.layers.RandomFlip('horizontal'),
        tf.keras.layers.RandomRotation(0.1, fill_mode='nearest'),
        tf.keras.layers.RandomZoom(0.2, fill_mode='nearest'),
        tf.keras.layers.Rescaling(1/255),
        tf.keras.layers.Conv2D(16, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(1, activation='sigmoid', kernel_initializer='zeros'),
    ])
    for layer in model.layers:
        layer.trainable = False
    model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
    model.fit(ds[0], validation_data=ds[1], epochs=1)
    return model
