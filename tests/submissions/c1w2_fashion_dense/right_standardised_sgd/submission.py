import numpy as np
import tensorflow as tf

(x_train, y_train), (x_test, y_test) = tf.keras.datasets.fashion_mnist.load_data()
mean, std = x_train.mean(), x_train.std()

def prepare(images):
    return ((images - mean) / std).astype(np.float32)[..., np.newaxis]

def solution_model():
    layers = tf.keras.layers
    model = tf.keras.Sequential([
        tf.keras.Input((28, 28, 1)),
        layers.Flatten(),
        layers.Dense(128, kernel_initializer="he_normal"),
        layers.BatchNormalization(),
        layers.Activation("relu"),
        layers.Dense(10),
        layers.Softmax(),
    ])
    model.compile(
        optimizer=tf.keras.optimizers.SGD(learning_rate=0.05, momentum=0.9),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(prepare(x_train), y_train, epochs=6, batch_size=128)
    return model

if __name__ == "__main__":
    m = solution_model()
    print(m.evaluate(prepare(x_test), y_test))
