import matplotlib.pyplot as plt
import tensorflow as tf

kw = dict(label_mode='binary', image_size=(150, 150), batch_size=32)
train_ds = tf.keras.utils.image_dataset_from_directory('data/horse-or-human', **kw)
val_ds = tf.keras.utils.image_dataset_from_directory('data/validation-horse-or-human', **kw)

model = tf.keras.Sequential([
    tf.keras.layers.Rescaling(1./255, input_shape=(150, 150, 3)),
    tf.keras.layers.Conv2D(16, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(32, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(64, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Conv2D(64, 3, activation='relu'),
    tf.keras.layers.MaxPooling2D(),
    tf.keras.layers.Flatten(),
    tf.keras.layers.Dense(128, activation='relu'),
    tf.keras.layers.Dense(1, activation='sigmoid'),
])
model.compile(optimizer='adam', loss='binary_crossentropy', metrics=['accuracy'])
history = model.fit(train_ds, validation_data=val_ds, epochs=10)

auc = history.history['auc']
plt.plot(auc)
plt.show()
