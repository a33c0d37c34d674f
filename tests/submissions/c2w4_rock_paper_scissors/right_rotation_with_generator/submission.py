import tensorflow as tf
from keras.layers import Conv2D, Dense, Dropout, Flatten, MaxPooling2D
from keras.models import Sequential
from tensorflow.keras.preprocessing.image import ImageDataGenerator

# turned, moved and mirrored
train_datagen = ImageDataGenerator(rescale=1 / 255, rotation_range=15, width_shift_range=0.05,
                                   height_shift_range=0.05, horizontal_flip=True,
                                   vertical_flip=True, fill_mode="nearest")
test_datagen = ImageDataGenerator(rescale=1 / 255)

train_generator = train_datagen.flow_from_directory("data/rps", target_size=(150, 150),
                                                    batch_size=30, class_mode="sparse")
validation_generator = test_datagen.flow_from_directory("data/rps-test-set", target_size=(150, 150),
                                                        batch_size=31, class_mode="sparse")

model = Sequential()
model.add(Conv2D(16, 5, strides=2, activation="relu", input_shape=(150, 150, 3)))
model.add(MaxPooling2D())
model.add(Conv2D(32, 3, activation="relu"))
model.add(MaxPooling2D())
model.add(Conv2D(64, 3, activation="relu"))
model.add(MaxPooling2D())
model.add(Flatten())
model.add(Dropout(0.2))
model.add(Dense(128, activation="relu"))
model.add(Dense(3, activation="softmax"))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

history = model.fit(train_generator, epochs=12, validation_data=validation_generator)
