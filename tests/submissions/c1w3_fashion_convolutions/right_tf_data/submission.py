import tensorflow as tf

AUTO = tf.data.AUTOTUNE

def solution_model():
    (images, labels), (test_images, test_labels) = tf.keras.datasets.fashion_mnist.load_data()

    def prepare(image, label):
        return tf.cast(image[..., None], tf.float32) / 255.0, tf.cast(label, tf.int32)

    train = (tf.data.Dataset.from_tensor_slices((images, labels))
             .shuffle(len(images)).batch(128).map(prepare, num_parallel_calls=AUTO).prefetch(AUTO))
    test = tf.data.Dataset.from_tensor_slices((test_images, test_labels)).batch(500).map(prepare)

    model = tf.keras.Sequential([
        tf.keras.Input((28, 28, 1)),
        tf.keras.layers.Conv2D(32, 3, activation='relu', kernel_initializer='he_uniform'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation='relu', kernel_initializer='he_uniform'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dropout(0.1),
        tf.keras.layers.Dense(128, activation='relu'),
        tf.keras.layers.Dense(10),
    ])
    model.compile(optimizer=tf.keras.optimizers.Adam(0.002),
                  loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True),
                  metrics=['accuracy'])
    model.fit(train, validation_data=test, epochs=5)
    return model
