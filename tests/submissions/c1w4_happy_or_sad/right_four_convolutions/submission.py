from tensorflow import keras
from tensorflow.keras.preprocessing.image import ImageDataGenerator

class Reached(keras.callbacks.Callback):
    """Remember where we were, stop where we wanted to be."""

    def __init__(self, goal=0.999):
        super().__init__()
        self.goal = goal
        self.course = []

    def on_epoch_end(self, epoch, logs=None):
        self.course.append(logs["accuracy"])
        if self.course[-1] >= self.goal:
            self.model.stop_training = True


def happy_sad_model():
    flow = ImageDataGenerator(rescale=1.0 / 255).flow_from_directory(
        "tmp/happy-or-sad", target_size=(150, 150), batch_size=8, class_mode="binary"
    )
    model = keras.Sequential([keras.Input((150, 150, 3))])
    for filters in (16, 32, 32, 64):
        model.add(keras.layers.Conv2D(filters, 3, activation="relu"))
        model.add(keras.layers.MaxPooling2D(2))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(128, activation="relu"))
    model.add(keras.layers.Dense(1, activation="sigmoid"))
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    model.fit(flow, epochs=40, callbacks=[Reached()])
    return model
