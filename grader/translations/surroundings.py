"""Files, names, indices and limits: what Python and the machine say."""

from __future__ import annotations

import re
from typing import Final

from grader.elsewhere import is_elsewhere, not_here
from grader.language import say
from grader.translations.base import Explain

__all__ = ["IMPORTS", "SURROUNDINGS"]

IMPORTS: Final = {
    "keras": "from tensorflow import keras",
    "fashion_mnist": "from tensorflow.keras.datasets import fashion_mnist",
    "layers": "from tensorflow.keras import layers",
    "mnist": "from tensorflow.keras.datasets import mnist",
    "np": "import numpy as np",
    "plt": "import matplotlib.pyplot as plt",
    "sns": "import seaborn as sns",
    "tfds": "import tensorflow_datasets as tfds",
    "tf": "import tensorflow as tf",
    "Image": "from PIL import Image",
    "Path": "from pathlib import Path",
    "image": "from tensorflow.keras.preprocessing import image",
    "misc": "from scipy import misc",
    "mpimg": "import matplotlib.image as mpimg",
    "pd": "import pandas as pd",
    "train_test_split": "from sklearn.model_selection import train_test_split",
    **{
        name: f"import {name}"
        for name in (
            "argparse",
            "csv",
            "cv2",
            "datetime",
            "glob",
            "gzip",
            "itertools",
            "json",
            "logging",
            "math",
            "os",
            "pathlib",
            "pickle",
            "random",
            "re",
            "requests",
            "scipy",
            "shutil",
            "subprocess",
            "sys",
            "tarfile",
            "tempfile",
            "time",
            "urllib",
            "warnings",
            "wget",
            "zipfile",
        )
    },
    **{
        name: f"from tensorflow.keras.{module} import {name}"
        for module, names in {
            "applications.inception_v3": "InceptionV3",
            "applications.mobilenet_v2": "MobileNetV2",
            "applications.vgg16": "VGG16",
            "callbacks": "Callback CSVLogger EarlyStopping LearningRateScheduler ModelCheckpoint "
            "ReduceLROnPlateau TensorBoard",
            "layers": "Activation AveragePooling2D BatchNormalization Conv2D Dense Dropout Flatten "
            "GlobalAveragePooling2D GlobalMaxPooling2D Input MaxPool2D MaxPooling2D RandomFlip "
            "RandomRotation RandomZoom Rescaling",
            "models": "Model Sequential load_model",
            "optimizers": "Adagrad Adam Nadam RMSprop SGD",
            "utils": "image_dataset_from_directory img_to_array load_img plot_model to_categorical",
        }.items()
        for name in names.split()
    },
    "ImageDataGenerator": "from tensorflow.keras.preprocessing.image import ImageDataGenerator",
    **{
        name: f"from {module} import {name}"
        for module, names in {
            "collections": "Counter defaultdict",
            "copy": "deepcopy",
            "io": "BytesIO",
            "shutil": "copyfile copytree rmtree",
            "sklearn.metrics": "classification_report confusion_matrix",
            "tensorflow.keras": "applications datasets models optimizers",
            "tqdm": "tqdm",
            "urllib.request": "urlopen urlretrieve",
            "zipfile": "ZipFile",
        }.items()
        for name in names.split()
    },
}
"""How the course's files bring in the names that they do not define."""


def _no_file(found: re.Match[str]) -> str:
    path = found["path"].replace("\\\\", "\\")
    if is_elsewhere(path):
        return not_here(path)
    if path.endswith(".keras") and found[0].startswith("FileNotFoundError"):
        return ""  # saving: a model that is not there to be loaded raises something else
    if path.endswith((".h5", ".hdf5", ".keras")):
        return say("There is no file {path} here. Only what your code saved before, or what the "
                   "README names, can be loaded.", path=path)  # fmt: skip
    return say("There is no {path} here. The exercise's README says where the data lies.",
               path=path)  # fmt: skip


def _no_picture(found: re.Match[str]) -> str:
    path = found["path"].rpartition("/")[2]
    if path.endswith((".zip", ".tar", ".gz", ".tgz")):
        return say("{path} is an archive, and no picture: unpack it, and read one of those that "
                   "are in it.", path=path)  # fmt: skip
    return say("What lies in {path} is no picture.", path=path)


def _no_name(found: re.Match[str]) -> str:
    name = found["name"]
    if name in IMPORTS:
        return say("{name} was never imported: write {line} at the top.",
                   name=name, line=IMPORTS[name])  # fmt: skip
    if name == "self":
        return say("self is the first thing that a method takes, and it is known there only: "
                   "def method(self, …).")  # fmt: skip
    return say(
        "{name} is used before anything gives it a value. It may have been left over in your "
        "session: restart and run from top to bottom.",
        name=name,
    )


def _no_index(found: re.Match[str]) -> str:
    index, size = found["index"] or found["layer"], int(found["size"] or found["layers"])
    if not size:
        return say("Number {index} was asked for, and there is nothing there.", index=index)
    return say("Number {index} was asked for, and the numbers here go from 0 to {last}.",
               index=index, last=size - 1)  # fmt: skip


SURROUNDINGS: Final[dict[str, Explain]] = {
    # Files
    r"Invalid filepath extension for saving.* filepath=(?P<path>.*?)\.?$": lambda found: say(
        "Keras saves to a file that ends in .keras, and {path} does not.", **found.groupdict()
    ),
    r"filename must end in `\.weights\.h5`\. Received: filepath=(?P<path>.*)$": lambda found: say(
        "A file of weights ends in .weights.h5 today, and {path} does not.", **found.groupdict()
    ),
    r"File format not supported: filepath=(?P<path>.*?)\. Keras 3 only"
    r"|^ValueError: PosixPath\('\.'\) has an empty name": lambda found: (
        say("Keras loads files that end in .keras or .h5, and {path} does not.", path=found["path"])
        if found["path"]
        else say("The path is empty: '' names no file.")
    ),
    r"^KeyError: \"There is no item named '(?P<name>[^']*)' in the archive": lambda found: say(
        "The archive holds nothing that is called {name}. extract(…) takes one thing out of it, "
        "and extractall(folder) unpacks the whole into a folder.",
        **found.groupdict(),
    ),
    r"Could not deserialize 'keras\.(?:losses|metrics)\.": lambda _: say(
        "This file names its loss in an old way: load_model(…, compile=False), then compile."
    ),
    r"^FileNotFoundError: \[Errno 2\] (?:No such file or directory: |Unable to synchronously open "
    r".*name = )(?P<quote>['\"])(?P<path>[^'\"]+)(?P=quote)(?! ->)": _no_file,
    r"^IsADirectoryError: .* Is a directory: ['\"](?P<path>[^'\"]+)": lambda found: say(
        "{path} is a folder, and a file's name belongs there.", **found.groupdict()
    ),
    r"^NotFoundError: (?:\{\{.*?\}\} )?(?P<path>[^;{}]+); No such file or directory": _no_file,
    r"^NotFoundError: Could not find directory (?P<path>.+)$": _no_file,
    r"^ValueError: File not found: filepath=(?P<path>.+?)\. Please": _no_file,
    r"^ValueError: The `weights` argument should be .*weights=(?P<path>.*[./\\].*)$": _no_file,
    r"^FileNotFoundError: \[Errno 2\] No folder to write to: '(?P<path>[^']+)'": lambda found: say(
        "There is no folder {folder} to copy into: os.makedirs(…) makes it, under just this name.",
        folder=found["path"].rpartition("/")[0] or ".",
    ),
    r"^FileNotFoundError: \[Errno 2\] No folder to make it in: '(?P<path>[^']+)'": lambda found: (
        say(
            "There is no folder {folder} to make {name} in: os.makedirs(…) makes both.",
            folder=found["path"].rstrip("/").rpartition("/")[0] or ".",
            name=found["path"].rstrip("/").rpartition("/")[2],
        )
    ),
    r"^UnidentifiedImageError: cannot identify image file '(?P<path>[^']+)'": _no_picture,
    # Names, indices and values
    r"^NameError: name '(?P<name>\w+)' is not defined": _no_name,
    r"^UnboundLocalError: cannot access local variable '(?P<name>\w+)'": lambda found: say(
        "{name} is used in this function before it gets a value there.", **found.groupdict()
    ),
    r"^IndexError: tuple index out of range": lambda _: say(
        "There are not as many sizes: counting begins at 0, and shape[0] is the first."
    ),
    r"^IndexError: list index out of range": lambda _: say(
        "The number in brackets is beyond the end: counting begins at 0, and [-1] is the last."
    ),
    r"index (?P<index>-?\d+) is out of bounds for axis \d+ with size (?P<size>\d+)"
    r"|retrieve layer at index (?P<layer>-?\d+) but model only has (?P<layers>\d+) ": _no_index,
    r"No such layer: (?P<name>.+?)\. Existing layers": lambda found: say(
        "No layer is called {name} here. Ask the model that has it: summary() shows its names.",
        **found.groupdict(),
    ),
    r"cannot unpack non-iterable NoneType": lambda _: say(
        "The function on the right gives nothing back: does it end with return?"
    ),
    r"not enough values to unpack \(expected (?P<names>\d+), got (?P<count>\d+)\)": lambda found: (
        say(
            "There are {names} names left of =, and the right side gives {count}.",
            **found.groupdict(),
        )
    ),
    r"too many values to unpack \(expected (?P<names>\d+)\)": lambda found: say(
        "There are {names} names left of =, and the right side gives more values.",
        **found.groupdict(),
    ),
    r"unsupported operand type\(s\) for /: '(?P<kind>list|tuple)' and '(?:float|int)'": (
        lambda found: say(
            "A {kind} cannot be divided: make it an array first, np.array(…).", **found.groupdict()
        )
    ),
    r"only integer scalar arrays can be converted to a scalar index": lambda _: say(
        "A whole array stands between square brackets where one whole number belongs, as in "
        "names[labels[0]] or names[np.argmax(prediction)]."
    ),
    r"only 0-dimensional arrays can be converted|passed to numpy\.ndarray\.__format__": lambda _: (
        say(
            "This is an array, not one number: take the number out, as in "
            "model.predict(x)[0].item()."
        )
    ),
    # Limits
    r"No space left on device": lambda _: say("The disk limit of this exercise was reached."),
    r"^MemoryError|OOM when allocating": lambda _: say(
        "There was no memory left: a smaller batch_size, or fewer images at once, needs less."
    ),
    r"^(?:URLError|ConnectionError|ConnectionRefusedError|gaierror|timeout):|URL fetch failure on "
    r"|Network is unreachable|name resolution": lambda _: say(
        "Your code is run without a network. Load the data as the exercise's README shows."
    ),
}
