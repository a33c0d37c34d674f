import tensorflow as tf

# quick test first
EPOCHS = 1

def solution_model():
    train = tf.keras.utils.image_dataset_from_directory(
        'data/horse-or-human', label_mode='binary', image_size=(150, 150), batch_size=128)
    model = tf.keras.models.Sequential([
        tf.keras.Input((150, 150, 3)),
        tf.keras.layers.Rescaling(1/255),
        tf.keras.layers.Conv2D(16, 3, strides=2, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(64, activation='relu'),
        tf.keras.layers.Dense(1, activation='sigmoid')
    ])
    model.compile(loss='binary_crossentropy', optimizer='sgd', metrics=['accuracy'])
    model.fit(train, epochs=EPOCHS)
    return model
