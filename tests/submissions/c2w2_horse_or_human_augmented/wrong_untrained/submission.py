import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

def solution_model():
    datagen = ImageDataGenerator(rescale=1/255, zoom_range=0.2, rotation_range=20, horizontal_flip=True)
    train = datagen.flow_from_directory('data/horse-or-human', target_size=(150, 150), class_mode='binary')
    model = tf.keras.Sequential([
        tf.keras.Input((150, 150, 3)),
        tf.keras.layers.Conv2D(16, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(4),
        tf.keras.layers.Conv2D(32, 3, activation='relu'),
        tf.keras.layers.GlobalMaxPooling2D(),
        tf.keras.layers.Dense(1, activation='sigmoid', kernel_initializer='zeros'),
    ])
    model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
    # model.fit(train, epochs=20)
    return model
