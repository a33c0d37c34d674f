from tensorflow import keras
from tensorflow.keras.layers import Conv2D, Dense, Flatten, MaxPooling2D

where: str = "./week_four/"
moods = [where + "happy", where + "sad"]

halved = MaxPooling2D()  # one for all: it has nothing to learn


class Enough(keras.callbacks.Callback):
    def on_epoch_end(self, number, seen=None):
        if seen["accuracy"] > 0.999:
            self.model.stop_training = True


pictures = keras.preprocessing.image.ImageDataGenerator(rescale=1 / 255)
faces = pictures.flow_from_directory(where, (150, 150), class_mode="binary", batch_size=16)
print(moods, faces.class_indices)

net = keras.Sequential(
    [
        keras.Input((150, 150, 3)), Conv2D(12, 5, activation="relu"), halved,
        Conv2D(24, 3, activation="relu"), halved, Conv2D(48, 3, activation="relu"), halved,
        Flatten(), Dense(96, activation="relu"), Dense(1, activation="sigmoid"),
    ]
)
net.compile(keras.optimizers.Adam(0.002), "binary_crossentropy", metrics=["accuracy"])
net.fit(faces, epochs=20, callbacks=[Enough()])
