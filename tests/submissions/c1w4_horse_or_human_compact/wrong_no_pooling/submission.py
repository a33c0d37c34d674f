import tensorflow as tf

def solution_model():
    train = tf.keras.utils.image_dataset_from_directory(
        'data/horse-or-human', label_mode='binary', image_size=(150, 150), batch_size=32)
    model = tf.keras.models.Sequential([
        tf.keras.Input((150, 150, 3)),
        tf.keras.layers.Rescaling(1/255),
        tf.keras.layers.Conv2D(4, 3, activation='relu'),
        tf.keras.layers.Conv2D(4, 3, activation='relu'),
        tf.keras.layers.Conv2D(4, 3, activation='relu'),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(16, activation='relu'),
        tf.keras.layers.Dense(1, activation='sigmoid')
    ])
    model.compile(loss='binary_crossentropy', optimizer=tf.keras.optimizers.SGD(0.0001), metrics=['accuracy'])
    model.fit(train, epochs=1)
    return model
