import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

def solution_model():
    train_datagen = ImageDataGenerator(rescale=1/255., rotation_range=20, width_shift_range=0.1, horizontal_flip=True)
    val_datagen = ImageDataGenerator(rescale=1/255.)
    # colour does not matter for cats and dogs, I think
    train = train_datagen.flow_from_directory('data/cats_and_dogs_filtered/train', target_size=(150, 150),
                                              color_mode='grayscale', class_mode='binary')
    val = val_datagen.flow_from_directory('data/cats_and_dogs_filtered/validation', target_size=(150, 150),
                                          color_mode='grayscale', class_mode='binary')
    model = tf.keras.Sequential([
        tf.keras.Input((150, 150, 1)),
        tf.keras.layers.Conv2D(16, 3, strides=2, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(1, activation='sigmoid', kernel_initializer='zeros', bias_initializer='ones'),
    ])
    model.compile(optimizer=tf.keras.optimizers.SGD(1e-5), loss='binary_crossentropy', metrics=['accuracy'])
    model.fit(train, epochs=1, steps_per_epoch=2, validation_data=val)
    return model
