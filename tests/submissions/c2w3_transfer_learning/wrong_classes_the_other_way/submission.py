import tensorflow as tf
from tensorflow.keras.applications.mobilenet_v2 import MobileNetV2, preprocess_input
from tensorflow.keras.preprocessing.image import ImageDataGenerator

datagen = ImageDataGenerator(preprocessing_function=preprocess_input)
settings = dict(target_size=(150, 150), batch_size=40, class_mode='binary', classes=['humans', 'horses'])
train_generator = datagen.flow_from_directory('data/horse-or-human', **settings)
validation_generator = datagen.flow_from_directory('data/validation-horse-or-human', **settings)

pre_trained_model = MobileNetV2(input_shape=(150, 150, 3), alpha=0.35, include_top=False,
                                weights='imagenet')
for layer in pre_trained_model.layers:
    layer.trainable = False

x = tf.keras.layers.Flatten()(pre_trained_model.get_layer('block_13_expand_relu').output)
x = tf.keras.layers.Dense(1024, activation='relu')(x)
x = tf.keras.layers.Dropout(0.2)(x)
x = tf.keras.layers.Dense(1, activation='sigmoid')(x)
model = tf.keras.Model(pre_trained_model.input, x)
model.compile(optimizer=tf.keras.optimizers.RMSprop(learning_rate=0.0001),
              loss='binary_crossentropy', metrics=['accuracy'])
model.fit(train_generator, validation_data=validation_generator, epochs=3)
