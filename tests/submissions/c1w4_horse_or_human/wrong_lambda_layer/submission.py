import tensorflow as tf

def solution_model():
    data = tf.keras.utils.image_dataset_from_directory(
        'data/horse-or-human', label_mode='binary', image_size=(300, 300), batch_size=50)
    model = tf.keras.models.Sequential([
        tf.keras.Input((300, 300, 3)),
        tf.keras.layers.Lambda(lambda image: image / 255.0),
        tf.keras.layers.Conv2D(8, 3, strides=2, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(16, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(32, activation='relu'),
        tf.keras.layers.Dense(1, activation='sigmoid')
    ])
    model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
    model.fit(data, epochs=1)
    return model
