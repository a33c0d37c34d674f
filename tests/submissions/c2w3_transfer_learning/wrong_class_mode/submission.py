import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator


def solution_model():
    datagen = ImageDataGenerator(rescale=1 / 127.5)
    # class_mode is "categorical" unless you say otherwise
    train_generator = datagen.flow_from_directory("data/horse-or-human", target_size=(150, 150),
                                                  batch_size=20)
    base = tf.keras.applications.MobileNetV2(
        input_shape=(150, 150, 3), alpha=0.35, include_top=False, weights="imagenet")
    base.trainable = False
    x = tf.keras.layers.Flatten()(base.get_layer("block_13_expand_relu").output)
    x = tf.keras.layers.Dense(1024, activation="relu")(x)
    x = tf.keras.layers.Dropout(0.2)(x)
    x = tf.keras.layers.Dense(1, activation="sigmoid")(x)
    model = tf.keras.Model(base.input, x)
    model.compile(optimizer=tf.keras.optimizers.RMSprop(learning_rate=0.0001),
                  loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(train_generator, epochs=5)
    return model
