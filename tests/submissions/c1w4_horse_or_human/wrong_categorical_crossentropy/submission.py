import tensorflow as tf

def solution_model():
    ds = tf.keras.utils.image_dataset_from_directory(
        'data/horse-or-human', label_mode='binary', image_size=(300, 300), batch_size=20)
    model = tf.keras.models.Sequential([
        tf.keras.Input((300, 300, 3)),
        tf.keras.layers.Rescaling(1/255),
        tf.keras.layers.Conv2D(16, (3, 3), strides=2, activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(32, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(32, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(64, activation='relu'),
        tf.keras.layers.Dense(1, activation='sigmoid')
    ])
    model.compile(loss='categorical_crossentropy', optimizer=tf.keras.optimizers.RMSprop(0.001), metrics=['accuracy'])
    model.fit(ds, epochs=1)
    return model
