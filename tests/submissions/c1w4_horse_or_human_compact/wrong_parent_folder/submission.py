import tensorflow as tf

def solution_model():
    train_ds = tf.keras.utils.image_dataset_from_directory(
        'data', label_mode='binary', image_size=(150, 150), batch_size=32)
    val_ds = tf.keras.utils.image_dataset_from_directory(
        'data/validation-horse-or-human', label_mode='binary', image_size=(150, 150), batch_size=32)
    model = tf.keras.models.Sequential([
        tf.keras.Input((150, 150, 3)),
        tf.keras.layers.Rescaling(1/255),
        tf.keras.layers.Conv2D(16, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(32, activation='relu'),
        tf.keras.layers.Dense(1, activation='sigmoid')
    ])
    model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])
    model.fit(train_ds, validation_data=val_ds, epochs=8)
    return model
