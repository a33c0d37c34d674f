import tensorflow as tf

def solution_model():
    train_datagen = tf.keras.preprocessing.image.ImageDataGenerator(
        rescale=1/255, horizontal_flip=True, rotation_range=15)
    validation_datagen = tf.keras.preprocessing.image.ImageDataGenerator(rescale=1/255)
    train_generator = train_datagen.flow_from_directory(
        '/tmp/horse-or-human/', target_size=(150, 150), batch_size=128, class_mode='binary')
    validation_generator = validation_datagen.flow_from_directory(
        '/tmp/validation-horse-or-human/', target_size=(150, 150), batch_size=32, class_mode='binary')
    model = tf.keras.models.Sequential([
        tf.keras.layers.Conv2D(16, (3, 3), strides=2, activation='relu', input_shape=(150, 150, 3)),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(1, activation='sigmoid', kernel_initializer='zeros', bias_initializer='ones')
    ])
    model.compile(loss='binary_crossentropy', optimizer=tf.keras.optimizers.SGD(learning_rate=1e-5), metrics=['accuracy'])
    model.fit(train_generator, epochs=1, validation_data=validation_generator)
    return model
