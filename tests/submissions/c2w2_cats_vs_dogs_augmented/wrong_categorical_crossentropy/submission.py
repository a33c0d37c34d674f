import tensorflow as tf

AUTOTUNE = tf.data.AUTOTUNE
flip = tf.keras.layers.RandomFlip('horizontal')
turn = tf.keras.layers.RandomRotation(0.1, fill_mode='nearest')
move = tf.keras.layers.RandomTranslation(0.1, 0.1, fill_mode='nearest')

def dataset(split):
    ds = tf.keras.utils.image_dataset_from_directory(
        f'data/cats_and_dogs_filtered/{split}', image_size=(150, 150), label_mode='binary', batch_size=20)
    return ds.map(lambda x, y: (x / 255.0, y), num_parallel_calls=AUTOTUNE)

def augment(x, y):
    return move(turn(flip(x, training=True), training=True), training=True), y

def train_model():
    train_ds = dataset('train').map(augment, num_parallel_calls=AUTOTUNE).prefetch(AUTOTUNE)
    model = tf.keras.Sequential([
        tf.keras.layers.Input(shape=(150, 150, 3)),
        tf.keras.layers.Conv2D(16, 3, strides=2, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Conv2D(32, 3, activation='relu'),
        tf.keras.layers.MaxPooling2D(),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(1, activation='sigmoid')])
    model.compile(optimizer='adam', loss='categorical_crossentropy', metrics=['accuracy'])
    model.fit(train_ds, validation_data=dataset('validation'), epochs=2)
    return model
