import numpy as np
import tensorflow as tf
import matplotlib.pyplot as plt
from tensorflow.keras.preprocessing.image import ImageDataGenerator

def arrays(folder):
    ds = tf.keras.utils.image_dataset_from_directory(
        folder, label_mode='binary', image_size=(150, 150), batch_size=None)
    images, labels = zip(*ds.as_numpy_iterator())
    return np.array(images) / 255.0, np.array(labels)

x_train, y_train = arrays('data/horse-or-human')
x_val, y_val = arrays('data/validation-horse-or-human')

# what would augmented images look like?
datagen = ImageDataGenerator(horizontal_flip=True, brightness_range=(0.8, 1.2), vertical_flip=False,
                             rotation_range=30, zoom_range=0.2)
for batch, _ in datagen.flow(x_train[:9], y_train[:9], batch_size=9):
    for i in range(9):
        plt.subplot(3, 3, i + 1)
        plt.imshow(np.clip(batch[i], 0, 1))
    plt.show()
    break

model = tf.keras.Sequential([
    tf.keras.Input((150, 150, 3)),
    tf.keras.layers.Conv2D(16, 3, strides=3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(1, activation='sigmoid', kernel_initializer='zeros', bias_initializer='ones'),
])
model.compile(optimizer=tf.keras.optimizers.SGD(1e-5), loss='binary_crossentropy', metrics=['accuracy'])
model.fit(x_train, y_train, epochs=1, batch_size=50, validation_data=(x_val, y_val))
