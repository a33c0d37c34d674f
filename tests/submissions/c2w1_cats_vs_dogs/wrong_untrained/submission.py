import tensorflow as tf

def create_model():
    return tf.keras.Sequential([
        tf.keras.Input((150, 150, 3)),
        tf.keras.layers.Rescaling(1/255),
        tf.keras.layers.Conv2D(16, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(64, 3, activation='relu'),
        tf.keras.layers.GlobalAveragePooling2D(),
        tf.keras.layers.Dense(1, activation='sigmoid', kernel_initializer='zeros'),
    ])

model = create_model()
model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
model.summary()
model.save('cats_vs_dogs.keras')
