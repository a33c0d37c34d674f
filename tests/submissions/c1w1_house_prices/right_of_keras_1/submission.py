from keras.models import Sequential
from keras.layers.core import Dense
from keras.optimizers import SGD
import numpy as np

bedrooms = np.array([1, 2, 3, 4, 5, 6], dtype=np.float)
prices = bedrooms * .5 + .5

model = Sequential()
model.add(Dense(1, input_dim=1))
model.compile(loss='mean_squared_error', optimizer=SGD(lr=0.01))
model.fit(bedrooms, prices, nb_epoch=800, verbose=0)
for layer in model.layers:
    print(layer.name, layer.output_shape)
print(model.predict([7]))
