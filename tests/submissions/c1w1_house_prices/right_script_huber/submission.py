# house prices, week 1
import numpy as np
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential

x = np.arange(1, 7).astype("float32")
y = x * 50 + 50
y /= 100   # in 100k

model = Sequential()
model.add(Dense(1, input_dim=1))
model.compile(optimizer='adam', loss='huber')
model.optimizer.learning_rate = 0.05
model.fit(x, y, epochs=150, batch_size=1, verbose=0)

print(model.predict(np.array([[7.0]])))
model.save('house.keras')
