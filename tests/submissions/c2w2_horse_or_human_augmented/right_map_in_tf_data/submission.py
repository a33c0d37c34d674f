import tensorflow as tf

AUTOTUNE = tf.data.AUTOTUNE
SIZE = 150

flip = tf.keras.layers.RandomFlip('horizontal')
turn = tf.keras.layers.RandomRotation(0.11, fill_mode='nearest')
shift = tf.keras.layers.RandomTranslation(0.15, 0.15, fill_mode='nearest')
zoom = tf.keras.layers.RandomZoom(0.2, fill_mode='nearest')

def read(path, label):
    image = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
    image.set_shape([None, None, 3])
    return tf.image.resize(image, (SIZE, SIZE)) / 255.0, label

def files(folder):
    names, labels = [], []
    for label, name in enumerate(['horses', 'humans']):
        found = sorted(tf.io.gfile.glob(f'{folder}/{name}/*'))
        names += found
        labels += [[float(label)]] * len(found)
    ds = tf.data.Dataset.from_tensor_slices((names, labels))
    return ds.map(read, num_parallel_calls=AUTOTUNE).cache()

def augment(images, labels):
    for vary in (flip, turn, shift, zoom):
        images = vary(images, training=True)
    return tf.clip_by_value(tf.image.random_brightness(images, 0.05), 0, 1), labels

def solution_model():
    train = (files('data/horse-or-human').shuffle(2000).batch(20)
             .map(augment, num_parallel_calls=AUTOTUNE).prefetch(AUTOTUNE))
    val = files('data/validation-horse-or-human').batch(50)
    model = tf.keras.models.Sequential()
    model.add(tf.keras.layers.InputLayer(shape=(SIZE, SIZE, 3)))
    for filters in [16, 32, 64, 64]:
        model.add(tf.keras.layers.Conv2D(filters, 3, activation='relu'))
        model.add(tf.keras.layers.MaxPooling2D())
    model.add(tf.keras.layers.Flatten())
    model.add(tf.keras.layers.Dense(512, activation='relu'))
    model.add(tf.keras.layers.Dense(1, activation='sigmoid'))
    model.compile('adam', tf.keras.losses.BinaryCrossentropy(), metrics=['accuracy'])
    model.fit(train, epochs=15, validation_data=val)
    return model
