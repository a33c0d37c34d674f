"""House price predictor"""
import numpy as np
import tensorflow as tf

EPOCHS = 2000


def build():
    model = tf.keras.Sequential()
    model.add(tf.keras.Input(shape=(1,), dtype="float32"))
    model.add(tf.keras.layers.Dense(1))
    model.compile(optimizer=tf.keras.optimizers.Adam(0.05), loss=tf.keras.losses.MeanSquaredError(), metrics=["mae"])
    return model


def train_house_model():
    xs = np.linspace(1, 6, 6)
    ys = 0.5 * xs + 0.5
    model = build()
    stop = tf.keras.callbacks.EarlyStopping(monitor="loss", patience=30, min_delta=1e-6, restore_best_weights=True)
    history = model.fit(xs, ys, epochs=EPOCHS, batch_size=3, callbacks=[stop], verbose=0)
    print("stopped after", len(history.history["loss"]), "epochs")
    return model
