import tensorflow as tf

size = (150, 150)
normalize = lambda x, y: (x / 255.0, y / 255.0)

train = tf.keras.utils.image_dataset_from_directory(
    'data/horse-or-human', image_size=size, label_mode='binary', batch_size=None).map(normalize)
val = tf.keras.utils.image_dataset_from_directory(
    'data/validation-horse-or-human', image_size=size, label_mode='binary', batch_size=None).map(normalize)

def distort(x, y):
    x = tf.image.random_flip_left_right(x)
    x = tf.image.random_brightness(x, 0.1)
    x = tf.image.random_contrast(x, 0.9, 1.1)
    x = tf.image.resize_with_crop_or_pad(x, 170, 170)
    x = tf.image.random_crop(x, [150, 150, 3])
    return x, y

model = tf.keras.Sequential([
    tf.keras.layers.Input((150, 150, 3)),
    tf.keras.layers.Conv2D(16, 3, strides=2, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(32, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(64, activation='relu'),
    tf.keras.layers.Dense(1, activation='sigmoid')])
model.compile('adam', 'binary_crossentropy', metrics=['accuracy'])
model.fit(train.map(distort).batch(32), epochs=3, validation_data=val.batch(32))
