import tensorflow as tf
import matplotlib.pyplot as plt

def solution_model():
    train = tf.keras.utils.image_dataset_from_directory(
        'data/cats_and_dogs_filtered/train', label_mode='binary', image_size=(150, 150), batch_size=64)
    val = tf.keras.utils.image_dataset_from_directory(
        'data/cats_and_dogs_filtered/validation', label_mode='binary', image_size=(150, 150), batch_size=64)
    model = tf.keras.Sequential([
        tf.keras.Input((150, 150, 3)),
        tf.keras.layers.Rescaling(1/255),
        tf.keras.layers.Conv2D(8, 3, strides=2, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(16, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation='relu'),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(1, activation='sigmoid', kernel_initializer='zeros', bias_initializer='ones'),
    ])
    model.compile(optimizer=tf.keras.optimizers.SGD(1e-5), loss='binary_crossentropy', metrics=['accuracy'])
    history = model.fit(train, epochs=1, validation_data=val)
    plt.plot(history.history['accuracy'], label='training')
    plt.plot(history.history['val_accurracy'], label='validation')
    plt.legend()
    plt.show()
    return model
