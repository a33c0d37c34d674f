import tensorflow as tf

def solution_model():
    train, val = (tf.keras.utils.image_dataset_from_directory(
        'data/cats_and_dogs_filtered/' + part, label_mode='binary', image_size=(150, 150))
        for part in ('train', 'validation'))
    model = tf.keras.models.Sequential([
        tf.keras.layers.Rescaling(1/255, input_shape=(150, 150, 3)),
        tf.keras.layers.Conv2D(16, (3, 3), strides=2, activation=tf.nn.relu),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(32, (3, 3), activation=tf.nn.relu),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(64, (3, 3), activation=tf.nn.relu),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(1, activation=tf.nn.softmax)
    ])
    model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
    model.fit(train, epochs=2, validation_data=val)
    return model
