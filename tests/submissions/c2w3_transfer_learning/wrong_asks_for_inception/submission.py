# Right in itself, but the weights have to be fetched once, before the network is off.
import os

import tensorflow as tf
from tensorflow.keras import layers
from tensorflow.keras.applications.inception_v3 import InceptionV3
from tensorflow.keras.optimizers import RMSprop
from tensorflow.keras.preprocessing.image import ImageDataGenerator

local_weights_file = "/tmp/inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5"

pre_trained_model = InceptionV3(input_shape=(150, 150, 3), include_top=False, weights=None)
pre_trained_model.load_weights(local_weights_file)
for layer in pre_trained_model.layers:
    layer.trainable = False

last_output = pre_trained_model.get_layer("mixed7").output
x = layers.Flatten()(last_output)
x = layers.Dense(1024, activation="relu")(x)
x = layers.Dropout(0.2)(x)
x = layers.Dense(1, activation="sigmoid")(x)
model = tf.keras.Model(pre_trained_model.input, x)
model.compile(optimizer=RMSprop(learning_rate=0.0001), loss="binary_crossentropy",
              metrics=["accuracy"])

train_datagen = ImageDataGenerator(rescale=1 / 255., horizontal_flip=True)
train_generator = train_datagen.flow_from_directory(
    "/tmp/training", batch_size=20, class_mode="binary", target_size=(150, 150))
history = model.fit(train_generator, steps_per_epoch=50, epochs=3, verbose=2)
