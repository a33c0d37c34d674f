import tensorflow as tf
from keras import layers, models, datasets

(X, Y), (XT, YT) = datasets.fashion_mnist.load_data()
X = X / 255.
XT = XT / 255.

clf = models.Sequential([
    layers.Flatten(input_shape=(28, 28)),
    layers.Dense(256, activation='relu'),
    layers.Dense(10, activation='sigmoid'),
])
clf.compile(optimizer='adam', loss='sparse_categorical_crossentropy', metrics=['accuracy'])
clf.fit(X, Y, epochs=7, batch_size=64)
print(clf.evaluate(XT, YT))
clf.save('clothes.h5')
