# %% [markdown]
# # House prices: a solution
#
# The price is a straight line in the number of bedrooms: 0.5 + 0.5 · bedrooms, in hundreds of
# thousands. One Dense unit without an activation *is* a straight line, weight · x + bias, so all
# that is left is to let it find the two numbers.

# %%
import numpy as np
import tensorflow as tf


# %% [markdown]
# ## The model
#
# Prices in hundreds of thousands keep inputs and outputs of similar size, and gradient descent
# calm. With `batch_size=1` the weights move after each example, six times an epoch, so that 200
# epochs are plenty: the bias is what takes longest.

# %%
def solution_model():
    """Train one unit to tell the price of a house from its number of bedrooms.

    Returns:
        The trained model: (n, 1) numbers of bedrooms in, (n, 1) prices in hundreds of thousands
        out.
    """
    bedrooms = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    prices = np.array([1.0, 1.5, 2.0, 2.5, 3.0, 3.5])

    model = tf.keras.Sequential([
        tf.keras.Input(shape=(1,)),
        tf.keras.layers.Dense(units=1),
    ])
    model.compile(optimizer=tf.keras.optimizers.SGD(learning_rate=0.01), loss="mean_squared_error")
    model.fit(bedrooms, prices, epochs=200, batch_size=1, verbose=0)
    return model


# %% [markdown]
# ## Try it
#
# Seven bedrooms are not among the examples; the line says 4.0.

# %%
if __name__ == "__main__":
    model = solution_model()
    print(model.predict(np.array([[7.0]])))
