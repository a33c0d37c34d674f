"""Four functions, and a block at the end that begins with the last of them."""
from tensorflow.keras import Input, Model, layers
from tensorflow.keras.callbacks import Callback
from tensorflow.keras.utils import image_dataset_from_directory


class StopAlmostPerfect(Callback):
    def on_epoch_end(self, epoch, logs=None):
        self.model.stop_training = logs["accuracy"] > 0.999


def get_faces():
    data = image_dataset_from_directory(
        "data", label_mode="binary", image_size=(150, 150), batch_size=8
    )
    return data.map(lambda pixels, mood: (pixels / 255.0, mood))


def happy_sad_model():
    seen = Input((150, 150, 3))
    x = seen
    for filters in (16, 32, 64):
        x = layers.MaxPooling2D()(layers.Conv2D(filters, 3, activation="relu")(x))
    x = layers.Dense(128, activation="relu")(layers.Flatten()(x))
    return Model(seen, layers.Dense(1, activation="sigmoid")(x))


def learn(model, faces):
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model.fit(faces, epochs=18, callbacks=[StopAlmostPerfect()])


def train_model():
    model = happy_sad_model()
    return learn(model, get_faces()), model


if __name__ == "__main__":
    train_model()
