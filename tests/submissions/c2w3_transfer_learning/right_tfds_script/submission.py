import tensorflow as tf
import tensorflow_datasets as tfds

(train, test), info = tfds.load("horses_or_humans", split=["train", "test"],
                                as_supervised=True, with_info=True)
print(info.features["label"].names)


def prepare(image, label):
    image = tf.image.resize(image, (150, 150))
    return tf.keras.applications.mobilenet_v2.preprocess_input(image), label


train = train.map(prepare).cache().shuffle(1000).batch(32)
test = test.map(prepare).cache().batch(32)

base = tf.keras.applications.MobileNetV2(
    input_shape=(150, 150, 3), alpha=0.35, include_top=False, weights="imagenet")
for layer in base.layers:
    layer.trainable = False

x = tf.keras.layers.Flatten()(base.get_layer("block_13_expand_relu").output)
x = tf.keras.layers.Dense(1024, activation="relu")(x)
x = tf.keras.layers.Dropout(0.2)(x)
x = tf.keras.layers.Dense(1, activation="sigmoid")(x)
model = tf.keras.Model(base.input, x)

model.compile(optimizer=tf.keras.optimizers.RMSprop(learning_rate=1e-4),
              loss="binary_crossentropy", metrics=["accuracy"])
history = model.fit(train, validation_data=test, epochs=4)
print(history.history["val_accuracy"])
