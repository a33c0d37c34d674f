"""Readers of folders, pictures, archives and arrays, and what they do not take."""

from __future__ import annotations

import re
from typing import Final

from grader.language import say
from grader.translations.base import Explain

__all__ = ["READERS"]

_PICTURES: Final = r"jpe?g|png|bmp|gif"


def _given(found: re.Match[str]) -> str:
    return next(text for text in found.groups() if text)


READERS: Final[dict[str, Explain]] = {
    r"Invalid `image_size` value": lambda _: say(
        "image_size is height and width, two whole numbers: (150, 150)."
    ),
    # ImageDataGenerator and image_dataset_from_directory
    r"Invalid color mode: (\S+);|`color_mode` must be one of .*color_mode=(\S+)$": lambda found: (
        say("color_mode is 'rgb', 'rgba' or 'grayscale', and yours is {given}.",
            given=_given(found))
    ),
    r"`label_mode` argument must be one of .*label_mode=(\S+)$": lambda found: say(
        "label_mode is 'int', 'binary', 'categorical' or None, and yours is {given}.",
        given=_given(found),
    ),
    r"Invalid subset name: ([^;]+);|`subset` must be either .*received: (\S+)$": lambda found: say(
        "subset is 'training' or 'validation', and yours is {given}.", given=_given(found)
    ),
    r"If `subset` is set, `validation_split` must be set": lambda _: say(
        "validation_split and subset belong together: subset='training' for the one part, "
        "subset='validation' for the other."
    ),
    r"If using `validation_split` and shuffling the data, you must provide a `seed`": lambda _: say(
        "Both parts are drawn by chance: give both the same seed=…, and no image is in both."
    ),
    r"`validation_split` must be (?:strictly )?between 0 and 1": lambda _: say(
        "validation_split is a share, more than 0 and less than 1: 0.2 keeps a fifth."
    ),
    r"`labels` argument should be a list/tuple": lambda _: say(
        "labels is 'inferred', from the names of the folders: leave it out."
    ),
    r"`zoom_range` should be a float": lambda _: say(
        "zoom_range is one number or two, without quotes: 0.2."
    ),
    r"^RuntimeError: boundary mode not supported": lambda _: say(
        "fill_mode is 'nearest', 'constant', 'reflect' or 'wrap', in this spelling."
    ),
    r"unsupported operand type\(s\) for /=?: '\w*(?:Dataset|Iterator)' and": lambda _: say(
        "This brings its images batch by batch, and is no array: scale them in the model, "
        "Rescaling(1./255), or with ImageDataGenerator(rescale=1./255)."
    ),
    r"'\w*Dataset' object is not subscriptable": lambda _: say(
        "A dataset is read batch by batch: for images, labels in data.take(1)."
    ),
    r"'\w*Dataset' object has no attribute 'class_names'": lambda _: say(
        "Only what image_dataset_from_directory gives has class_names: keep them before map, cache "
        "or prefetch."
    ),
    r"'\w*Iterator' object has no attribute 'class_names'": lambda _: say(
        "A generator has class_indices: list(generator.class_indices) names the classes."
    ),
    r"<lambda>\(\) takes 1 positional argument but 2 were given": lambda _: say(
        "Images come with their labels here: map(lambda image, label: (…, label))."
    ),
    # Files and folders
    r"^NotADirectoryError: .*'(?P<path>[^']+)'": lambda found: say(
        "{path} is a file, and a folder belongs there.", **found.groupdict()
    ),
    r"^BadZipFile: ": lambda _: say(
        "What is opened here is no zip archive: is it the right file, and was it fetched whole?"
    ),
    r"^ValueError: ZipFile requires mode": lambda _: say(
        "An archive is opened to be read: zipfile.ZipFile(path, 'r')."
    ),
    r"^FileExistsError: .*'(?P<path>[^']+)'$": lambda found: say(
        "There is a {path} already: os.makedirs(…, exist_ok=True) takes that.",
        **found.groupdict(),
    ),
    r"^TypeError: (?:expected str, bytes or os\.PathLike object|(?:listdir|open|scandir|stat): "
    r"path should be .*), not (?P<kind>\w+)": lambda found: (
        say("None stands where a path belongs: where does its name get a value?")
        if found["kind"] == "NoneType"
        else say("A path is one text, and this is a {kind}.", **found.groupdict())
    ),
    r"^ValueError: Sample larger than population": lambda _: say(
        "More are drawn here than there are: how long is the list?"
    ),
    r"^TypeError: Population must be a sequence": lambda _: say(
        "random.sample draws from a list: list(…) makes one."
    ),
    # Pictures
    r"Unrecognized data type: x=(?P<path>.*) \(of type <class 'str'>\)": lambda found: (
        say("'{path}' is a text, and Keras takes the image itself: load_img(…), img_to_array(…) "
            "and np.expand_dims(…, 0).", **found.groupdict())
        if re.search(rf"\.(?:{_PICTURES})$", found["path"].lower())
        else say("'{path}' is a text, and Keras takes images: flow_from_directory or "
                 "image_dataset_from_directory reads a folder.", **found.groupdict())
    ),
    r"Unrecognized data type: x=<PIL\.": lambda _: say(
        "A picture is made an array first: img_to_array(…), and np.expand_dims(…, 0) for a stack "
        "of one."
    ),
    rf"could not convert string to float: '(?P<path>.*\.(?:{_PICTURES}))'": lambda found: say(
        "'{path}' is only the path: load_img(path) reads the picture.", **found.groupdict()
    ),
    # Arrays
    r"could not broadcast input array from shape \(\d+,\d+,3\) into shape \(\d+,\d+,3,3\)": (
        lambda _: say("target_size is height and width, (150, 150): colours are not told there.")
    ),
    r"axis (?P<axis>-?\d+) is out of bounds for array of dimension (?P<dimension>\d+)": (
        lambda found: say(
            "Axis {axis} was asked for, and this array has {dimension}, counted from 0.",
            **found.groupdict(),
        )
    ),
    r"^TypeError: data type '(?P<name>[^']+)' not understood": lambda found: say(
        "NumPy has no type {name}: is 'float32' meant?", **found.groupdict()
    ),
    r"^TypeError: Field elements must be 2- or 3-tuples"
    r"|^TypeError: array\(\) takes from 1 to 2 positional arguments": lambda _: say(
        "np.array takes one list: all numbers stand between one pair of square brackets."
    ),
    r"^ValueError: Invalid dtype: str\d*": lambda _: say(
        "Keras calculates with numbers, and these are texts: leave the quotes out, or number the "
        "classes, 0, 1, …"
    ),
    r"^ValueError: Invalid dtype: object": lambda _: say(
        "The parts of this array are not alike: all images need one size and kind, "
        "np.array(…, dtype='float32')."
    ),
    r"ufunc '\w+' (?:did not contain a loop with signature matching types .*'<U"
    r"|not supported for the input types)": lambda _: say(
        "Numbers are calculated with texts here: a number has no quotes, and .astype('float32') "
        "makes numbers of texts."
    ),
}  # fmt: skip
