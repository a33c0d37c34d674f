import tensorflow as tf

def build_model(units=64):
    model = tf.keras.Sequential([
        tf.keras.Input(shape=(28, 28)),
        tf.keras.layers.Flatten(),
        tf.keras.layers.Dense(units, activation="relu"),
        tf.keras.layers.Dense(10, activation="softmax"),
    ])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

def train():
    (x_train, y_train), _ = tf.keras.datasets.fashion_mnist.load_data()
    model = build_model()
    return model.fit(x_train / 255.0, y_train, epochs=2, batch_size=128)

def solution_model():
    history = train()
    print(history.history)
    return build_model()
