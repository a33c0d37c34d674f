import numpy as np
import tensorflow as tf

def convolve(image, kernel, weight):
    out = image.copy()
    for r in range(1, len(image) - 1):
        for c in range(1, len(image[0]) - 1):
            out[r, c] = (image[r-1:r+2, c-1:c+2] * np.array(kernel)).sum() * weight
    out[out < 0] = 0
    out[out > 255] = 255
    return out

def max_pool(image):
    big = np.zeros((image.shape[0] // 2, image.shape[1] // 2))
    for r in range(big.shape[0]):
        for c in range(big.shape[1]):
            big[r, c] = image[r*2:r*2+2, c*2:c*2+2].max()
    return big

# just to see that a layer without activation is the same kind of sum
x = np.random.rand(4, 9)
model = tf.keras.Sequential([tf.keras.Input((9,)), tf.keras.layers.Dense(1, use_bias=False)])
print(model.predict(x, verbose=0) - x @ model.get_weights()[0])
