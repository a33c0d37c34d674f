import pathlib
import tensorflow as tf

root = pathlib.Path('cats_and_dogs_filtered')
AUTOTUNE = tf.data.AUTOTUNE

def process(path):
    label = tf.strings.split(path, '/')[-2] == 'dogs'
    image = tf.io.decode_image(tf.io.read_file(path), channels=3, expand_animations=False)
    image.set_shape([None, None, 3])
    image = tf.image.resize(image, [150, 150]) / 127.5 - 1
    return image, tf.cast(label, tf.float32)

def make(split, shuffle):
    files = tf.data.Dataset.list_files(str(root / split / '*' / '*'), shuffle=False)
    ds = files.map(process, num_parallel_calls=AUTOTUNE).cache()
    if shuffle:
        ds = ds.shuffle(2000)
    return ds.batch(20).prefetch(AUTOTUNE)

train_ds, val_ds = make('train', True), make('validation', False)

model = tf.keras.Sequential([
    tf.keras.layers.InputLayer(shape=(150, 150, 3)),
    tf.keras.layers.Conv2D(16, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(32, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(64, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(64, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dropout(0.3),
    tf.keras.layers.Dense(256, activation='relu'),
    tf.keras.layers.Dense(1, activation='sigmoid'),
])
model.compile(optimizer=tf.keras.optimizers.Adam(), loss=tf.keras.losses.BinaryCrossentropy(), metrics=['accuracy'])
model.fit(train_ds, validation_data=val_ds, epochs=15)
