# %%
import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator

# %%
train_generator = ImageDataGenerator(rescale=1/255).flow_from_directory(
    'data/horse-or-human', target_size=(300, 300), batch_size=32, class_mode='binary')

# %%
model = tf.keras.Sequential([
    tf.keras.Input((300, 300, 3)),
    tf.keras.layers.Conv2D(16, 5, strides=2, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(32, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(64, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(128, activation='relu'),
    tf.keras.layers.Dense(1, activation='sigmoid'),
])
model.compile(loss='binary_crossentropy', optimizer='adam', metrics=['accuracy'])

# %%
history = model.fit(train_generator, epochs=8, validation_data=validation_generator)
