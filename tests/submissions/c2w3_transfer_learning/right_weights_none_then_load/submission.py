import os
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers
from tensorflow.keras import Model
from tensorflow.keras.optimizers import RMSprop
from tensorflow.keras.preprocessing.image import ImageDataGenerator

train_dir = '/tmp/horse-or-human'
validation_dir = '/tmp/validation-horse-or-human'
local_weights_file = '/tmp/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_224_no_top.h5'


def create_pre_trained_model(local_weights_file):
    pre_trained_model = tf.keras.applications.MobileNetV2(input_shape=(150, 150, 3),
                                                          alpha=0.35,
                                                          include_top=False,
                                                          weights=None)
    pre_trained_model.load_weights(local_weights_file)

    # Make all the layers in the pre-trained model non-trainable
    for layer in pre_trained_model.layers:
        layer.trainable = False
    return pre_trained_model


def output_of_last_layer(pre_trained_model):
    last_desired_layer = pre_trained_model.get_layer('block_13_expand_relu')
    print('last layer output shape: ', last_desired_layer.output.shape)
    return last_desired_layer.output


class myCallback(tf.keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs={}):
        if (logs.get('accuracy') > 0.999):
            print("\nReached 99.9% accuracy so cancelling training!")
            self.model.stop_training = True


def create_final_model(pre_trained_model, last_output):
    x = layers.Flatten()(last_output)
    x = layers.Dense(1024, activation='relu')(x)
    x = layers.Dropout(0.2)(x)
    x = layers.Dense(1, activation='sigmoid')(x)

    model = Model(inputs=pre_trained_model.input, outputs=x)
    model.compile(optimizer=RMSprop(learning_rate=0.0001),
                  loss='binary_crossentropy',
                  metrics=['accuracy'])
    return model


pre_trained_model = create_pre_trained_model(local_weights_file)
last_output = output_of_last_layer(pre_trained_model)
model = create_final_model(pre_trained_model, last_output)

train_datagen = ImageDataGenerator(rescale=1. / 255., horizontal_flip=True)
test_datagen = ImageDataGenerator(rescale=1.0 / 255.)
train_generator = train_datagen.flow_from_directory(train_dir, batch_size=20, class_mode='binary',
                                                    target_size=(150, 150))
validation_generator = test_datagen.flow_from_directory(validation_dir, batch_size=20,
                                                        class_mode='binary', target_size=(150, 150))

callbacks = myCallback()
history = model.fit(train_generator,
                    validation_data=validation_generator,
                    steps_per_epoch=50,
                    epochs=3,
                    validation_steps=12,
                    verbose=2,
                    callbacks=[callbacks])
