import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

def train_horse_or_human_model():
    train = ImageDataGenerator(rescale=1/255).flow_from_directory(
        'data/horse-or-human', target_size=(150, 150), batch_size=64, class_mode='binary')
    model = tf.keras.models.Sequential([
        tf.keras.layers.Conv2D(8, (3, 3), strides=2, activation='relu', input_shape=(150, 150, 3)),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(16, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Conv2D(32, (3, 3), activation='relu'),
        tf.keras.layers.MaxPooling2D(2, 2),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(32, activation='relu'),
        tf.keras.layers.Dense(1)
    ])
    model.compile(loss='binary_crossentropy', optimizer=tf.keras.optimizers.SGD(0.0001), metrics=['accuracy'])
    model.fit(train, epochs=1)
    return model
