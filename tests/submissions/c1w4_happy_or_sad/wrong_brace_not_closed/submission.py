import tensorflow as tf

def solution_model():
    data = tf.keras.utils.image_dataset_from_directory('data', image_size=(150, 150), batch_size=10)
    model = tf.keras.Sequential([
        tf.keras.layers.Rescaling(1/255),
        tf.keras.layers.Conv2D(16, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(1, activation='sigmoid')
    model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
    model.fit(data, epochs=40)
    return model
