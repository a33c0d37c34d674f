import tensorflow as tf

def solution_model():
    (x_train, y_train), (x_test, y_test) = tf.keras.datasets.fashion_mnist.load_data()
    x_train = x_train / 255.0

    # define a model that takes 28 × 28 images
    model = None

    # compile and fit it
    return model
