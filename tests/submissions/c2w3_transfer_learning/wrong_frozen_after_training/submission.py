import tensorflow as tf
from tensorflow.keras import layers

train = tf.keras.utils.image_dataset_from_directory(
    "data/horse-or-human", label_mode="binary", image_size=(150, 150), batch_size=32)
val = tf.keras.utils.image_dataset_from_directory(
    "data/validation-horse-or-human", label_mode="binary", image_size=(150, 150), batch_size=32)

mobilenet = tf.keras.applications.MobileNetV2(
    input_shape=(150, 150, 3), alpha=0.35, include_top=False, weights="imagenet")
pre_trained_model = tf.keras.Model(mobilenet.input, mobilenet.get_layer("block_13_expand_relu").output)

inputs = tf.keras.Input((150, 150, 3))
x = layers.Rescaling(1 / 127.5, offset=-1)(inputs)
x = pre_trained_model(x, training=False)
x = layers.Flatten()(x)
x = layers.Dense(1024, activation="relu")(x)
x = layers.Dropout(0.2)(x)
x = layers.Dense(1, activation="sigmoid")(x)
model = tf.keras.Model(inputs, x)

model.compile(optimizer=tf.keras.optimizers.RMSprop(learning_rate=0.00001),
              loss="binary_crossentropy", metrics=["accuracy"])
model.fit(train.take(2), epochs=1, validation_data=val)

# Make all the layers in the pre-trained model non-trainable
for layer in pre_trained_model.layers:
    layer.trainable = False
