import os
import urllib.request
import zipfile

import tensorflow as tf
from tensorflow.keras.applications.mobilenet_v2 import MobileNetV2, preprocess_input
from tensorflow.keras.optimizers import RMSprop
from tensorflow.keras.preprocessing.image import ImageDataGenerator

TRAINING_URL = "https://storage.googleapis.com/tensorflow-1-public/course2/week3/horse-or-human.zip"
VALIDATION_URL = "https://storage.googleapis.com/tensorflow-1-public/course2/week3/validation-horse-or-human.zip"


def get_data():
    for url, folder in ((TRAINING_URL, "tmp/unzipped/train"), (VALIDATION_URL, "tmp/unzipped/val")):
        name = url.split("/")[-1]
        urllib.request.urlretrieve(url, name)
        with zipfile.ZipFile(name, "r") as zip_ref:
            zip_ref.extractall(folder)
        os.remove(name)


def solution_model():
    get_data()
    train_datagen = ImageDataGenerator(preprocessing_function=preprocess_input, horizontal_flip=True)
    val_datagen = ImageDataGenerator(preprocessing_function=preprocess_input)
    train_generator = train_datagen.flow_from_directory(
        "tmp/unzipped/train", target_size=(150, 150), batch_size=40, class_mode="binary")
    val_generator = val_datagen.flow_from_directory(
        "tmp/unzipped/val", target_size=(150, 150), batch_size=40, class_mode="binary")

    pre_trained = MobileNetV2(
        input_shape=(150, 150, 3), alpha=0.35, include_top=False,
        weights="/tmp/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_224_no_top.h5")
    pre_trained.trainable = False
    last = pre_trained.get_layer("block_13_expand_relu").output

    x = tf.keras.layers.Flatten()(last)
    x = tf.keras.layers.Dense(1024, activation="relu")(x)
    x = tf.keras.layers.Dropout(0.2)(x)
    x = tf.keras.layers.Dense(1, activation="sigmoid")(x)
    model = tf.keras.Model(pre_trained.input, x)
    model.compile(optimizer=RMSprop(learning_rate=0.0001), loss="binary_crossentropy",
                  metrics=["accuracy"])
    model.fit(train_generator, validation_data=val_generator, epochs=4, verbose=1)
    return model


if __name__ == "__main__":
    model = solution_model()
    model.save("mymodel.h5")
