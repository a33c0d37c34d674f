import tensorflow as tf

def solution_model():
    gen = tf.keras.preprocessing.image.ImageDataGenerator(
        rescale=1/255, rotation_range=30, width_shift_range=.1, height_shift_range=.1,
        zoom_range=.2, horizontal_flip=True)
    plain = tf.keras.preprocessing.image.ImageDataGenerator(rescale=1/255)
    train = gen.flow_from_directory('data/cats_and_dogs_filtered/train', class_mode='binary')
    val = plain.flow_from_directory('data/cats_and_dogs_filtered/validation', class_mode='binary')

    model = tf.keras.Sequential([
        tf.keras.Input((150, 150, 3)),
        tf.keras.layers.Conv2D(16, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(3),
        tf.keras.layers.Conv2D(32, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(3),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(128, activation='relu'),
        tf.keras.layers.Dense(1, activation='sigmoid'),
    ])
    model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
    model.fit(train, validation_data=val, epochs=20)
    return model
