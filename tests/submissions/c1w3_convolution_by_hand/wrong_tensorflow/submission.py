import numpy as np
import tensorflow as tf

def convolve(image, kernel, weight):
    x = tf.constant(image, tf.float32)[None, :, :, None]
    k = tf.constant(kernel, tf.float32)[:, :, None, None]
    y = tf.nn.conv2d(x, k, strides=1, padding='VALID')[0, :, :, 0] * weight
    out = np.array(image, dtype='float32')
    out[1:-1, 1:-1] = tf.clip_by_value(y, 0, 255)
    return out

def max_pool(image):
    x = tf.constant(image, tf.float32)[None, :, :, None]
    return tf.nn.max_pool2d(x, 2, 2, 'VALID')[0, :, :, 0].numpy()
