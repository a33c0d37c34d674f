import tensorflow as tf

def solution_model():
    train_ds = tf.keras.utils.image_dataset_from_directory(
        'data/horse-or-human', image_size=(300, 300), batch_size=32)
    val_ds = tf.keras.utils.image_dataset_from_directory(
        'data/validation-horse-or-human', image_size=(300, 300), batch_size=32)

    num_classes = len(train_ds.class_names)

    model = tf.keras.Sequential([
        tf.keras.layers.Input((300, 300, 3)),
        tf.keras.layers.Rescaling(1./255),
        tf.keras.layers.AveragePooling2D(2),
        tf.keras.layers.Conv2D(16, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(256, activation='relu'),
        tf.keras.layers.Dense(num_classes, activation='softmax')
    ])
    model.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
    model.fit(train_ds, validation_data=val_ds, epochs=1)
    return model
