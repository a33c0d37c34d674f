import tensorflow as tf

def solution_model():
    train = tf.keras.utils.image_dataset_from_directory(
        'data/horse-or-human', label_mode='binary', image_size=(300, 300), batch_size=32)
    model = tf.keras.models.Sequential([
        tf.keras.layers.Rescaling(1/255),
        # convolutions
    ])
    # compile, fit
