import tensorflow as tf

def solution_model():
    train = tf.keras.utils.image_dataset_from_directory(
        'data/cats_and_dogs_filtered/train', label_mode='binary', image_size=(150, 150))
    for images, labels in train.take(1):
        print(images.shape, labels.shape)
