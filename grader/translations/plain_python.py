"""What Python itself says of values that are used as what they are not."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Final

from grader.language import say
from grader.translations.base import Explain

__all__ = ["PLAIN_PYTHON"]

_FUNCTIONS: Final = "builtin_function_or_method|function|method"
_TRAINER: Final = "TensorFlowTrainer."
"""The class that has `fit` and `predict`, which nobody writes."""
_LOGGED: Final = ("accuracy", "loss", "val_accuracy", "val_loss")
_ALIKE: Final = 0.7
"""Of 1: `val_los` is 0.93 like `val_loss`, `acuracy` 0.93 like `accuracy`."""
_JOINED: Final = frozenset({"dstack", "hstack", "stack", "vstack"})
_ARRAYS: Final = frozenset({"astype", "dtype", "ndim", "reshape", "shape"})


def _called(found: re.Match[str]) -> str:
    match found["kind"]:
        case "dict":
            return say("Round brackets call a function, and this is a dictionary: it is read with "
                       "['key'] or .get('key').")  # fmt: skip
        case "module":
            return say("A module stands before these round brackets: name what is meant in it, as "
                       "in module.name(…).")  # fmt: skip
        case "NoneType":
            return say("None stands before these round brackets, and no function: where does the "
                       "name in front get its value?")  # fmt: skip
        case "bool" | "bytes" | "float" | "float32" | "int" | "str":
            return say("A value stands before these round brackets, and no function: was its name "
                       "given away further up, or is a sign missing between the two?")  # fmt: skip
        case "list" | "ndarray" | "numpy.ndarray" | "set" | "tuple" as kind:
            return say("Round brackets call a function, and this is a {kind}: square ones take a "
                       "part out of it. Between two parts of a list belongs a comma.",
                       kind=kind)  # fmt: skip
        case kind:
            return say("What was called here is a {name} already: leave out the brackets behind "
                       "it.", name=kind)  # fmt: skip


def _parts_taken(found: re.Match[str]) -> str:
    match found["kind"]:
        case "NoneType":
            return say("What stands before the square brackets is None: does the function that "
                       "makes it end with return?")  # fmt: skip
        case "builtin_function_or_method" | "function" | "method" | "type":
            return say("Square brackets stand where a function is called: write round ones, as in "
                       "logs.get('accuracy').")  # fmt: skip
        case kind:
            return say(
                "Square brackets take a part out, and what stands before them ({kind}) has none.",
                kind=kind,
            )


def _unpacked(found: re.Match[str]) -> str:
    match found["kind"]:
        case "module" | "function" | "method" | "type" | "builtin_function_or_method":
            return say("Right of = a function should be called, as in mnist.load_data(): is a part "
                       "of its name missing, or its brackets?")  # fmt: skip
        case "float":
            return say("Left of = are several names, and right of it is one number: evaluate gives "
                       "the loss alone where compile names no metrics=['accuracy'].")  # fmt: skip
        case kind:
            return say("Left of = are several names, and right of it is one thing ({kind}).",
                       kind=kind)  # fmt: skip


def _compared(found: re.Match[str]) -> str:
    kinds = {found["left"], found["right"]}
    if kinds & set(_FUNCTIONS.split("|")):
        return say("A function is compared here, and not what it gives: call it with round "
                   "brackets.")  # fmt: skip
    if "dict" in kinds:
        return say("A whole dictionary is compared here: take the value out, as in "
                   "logs.get('accuracy').")  # fmt: skip
    if "str" in kinds:
        return say("A text is compared with a number: a number has no quotes, and a value is read "
                   "by its name, as in logs.get('accuracy').")  # fmt: skip
    if "list" in kinds:
        return say("A whole list is compared with a number: [-1] takes the last one out.")
    return ""


def _lists() -> str:
    return say("A list is not calculated with: make an array of it first, np.array(…).")


def _reckoned(found: re.Match[str]) -> str:
    kinds = {found["left"], found["right"]}
    if "NoneType" in kinds:
        return say("None stands in this calculation: a function without return gives None, and so "
                   "does .get('…') for what is not there.")  # fmt: skip
    if kinds & {*_FUNCTIONS.split("|"), "type"}:
        return say("A function stands in this calculation, and not what it gives: call it with "
                   "round brackets.")  # fmt: skip
    if "str" in kinds:
        return say("A text and a number meet in this calculation: int(…) or float(…) makes a "
                   "number of a text, str(…) a text of a number.")  # fmt: skip
    if kinds & {"list", "tuple"}:
        return _lists()
    return ""


def _missing(found: re.Match[str]) -> str:
    name, missing = found["name"] or found["called"], found["missing"] or found["lacks"]
    name = name.removeprefix(_TRAINER)
    if missing == "'self'":
        return say("{name} was called on the class: make an object of it first, with () behind "
                   "the class's name.", name=name)  # fmt: skip
    return say("{name}() was called without {missing}: put it between the brackets.",
               name=name, missing=missing.replace("'", ""))  # fmt: skip


def _too_many(found: re.Match[str]) -> str:
    name = found["name"].removeprefix(_TRAINER)
    if name in _JOINED:
        return say("{name} takes what it joins as one list: {name}([a, b]).", name=name)
    if name.startswith("Sequential."):
        return say("Sequential takes its layers as one list: Sequential([…, …]).")
    if name.endswith(".__init__"):
        return say("{name} was given more values than it takes by their places alone: write each "
                   "with its name, as in activation='relu'.",
                   name=name.removesuffix(".__init__"))  # fmt: skip
    if "." in name and found["takes"] == "0":
        return say("A method takes its object first: def {name}(self, …).",
                   name=name.rpartition(".")[2])  # fmt: skip
    return say("{name}() was given more than it takes.", name=name)


def _no_key(found: re.Match[str]) -> str:
    key = found["key"]
    if meant := get_close_matches(key.strip("'"), _LOGGED, 1, _ALIKE):
        return say("There is no {key} in it; is {meant} meant?", key=key, meant=f"'{meant[0]}'")
    return say("There is no {key} in it: is it spelt right, capitals and spaces too?", key=key)


def _iterated(found: re.Match[str]) -> str:
    match found["kind"]:
        case "NoneType":
            return say("None stands where several values belong: does the function that makes it "
                       "end with return?")  # fmt: skip
        case "float" | "int":
            return say("A single number stands where several belong: range(…) counts up to it, "
                       "and square brackets make a list.")  # fmt: skip
        case _:
            return say("A function stands where what it gives belongs: call it with round "
                       "brackets.")  # fmt: skip


def _lacks(found: re.Match[str]) -> str:
    kind, name = found["kind"], found["name"]
    if kind in _FUNCTIONS.split("|"):
        return say("A function stands before .{name}: call it first, with round brackets, and take "
                   "what it gives.", name=name)  # fmt: skip
    if kind == "list" and name == "add":
        return say("A list has no .add: .append puts something at its end.")
    if kind in {"tuple", "int", "float", "str"} and name in _ARRAYS:
        return say("{name} is asked of a {kind}, and arrays have it: which name holds the array?",
                   name=f".{name}", kind=kind)  # fmt: skip
    if kind in {"float", "int"} and name == "lower":
        return say("A number stands where a word belongs: write what a layer is given with its "
                   "name, Conv2D(64, kernel_size=3).")  # fmt: skip
    return say("What stands before .{name} has none ({kind}): is it spelt right, and is it the "
               "object that is meant?", kind=kind.rpartition(".")[2], name=name)  # fmt: skip


PLAIN_PYTHON: Final[dict[str, Explain]] = {
    r"^TypeError: '(?P<kind>[\w.]+)' object is not callable": _called,
    rf"^TypeError: '(?P<kind>{_FUNCTIONS}|NoneType|float|int|module|type)' object is not "
    r"subscriptable": _parts_taken,
    r"cannot unpack non-iterable (?P<kind>(?!NoneType)\w+) object": _unpacked,
    r"^TypeError: '[<>]=?' not supported between instances of '(?P<left>\w+)' and "
    r"'(?P<right>\w+)'": _compared,
    r"^TypeError: can only concatenate (?P<kind>list|tuple) \(not \"(?P<other>\w+)\"\)": (
        lambda found: say(
            "A {kind} is joined with a {kind} only, and this is a {other}: (3,) is a tuple of one "
            "number, [3] a list.",
            **found.groupdict(),
        )
    ),
    r"^TypeError: unsupported operand type\(s\) for \S+ '(?P<left>\w+)' and '(?P<right>\w+)'"
    r"|^TypeError: can only concatenate (?P<text>str) ": lambda found: (
        say("Text is joined with text only: str(…) makes text of a number.")
        if found["text"]
        else _reckoned(found)
    ),
    r"^TypeError: (?P<name>(?:\w+\.)*(?!__init__)\w+)\(\) missing \d+ required positional "
    r"arguments?: (?P<missing>.+)"
    r"|^TypeError: (?P<called>\w+)\(\) missing required argument (?P<lacks>'\w+')": _missing,
    r"^TypeError: (?P<name>[\w.]+)\(\) takes (?:from \d+ to )?(?P<takes>\d+) positional arguments? "
    r"but \d+ (?:was|were) given": _too_many,
    r"^TypeError: (?P<name>\w+)\(\) takes no arguments": lambda found: say(
        "{name}() takes nothing between its brackets.", **found.groupdict()
    ),
    r"^TypeError: (?P<name>[\w.]+)\(\) got multiple values for argument '(?P<given>\w+)'": (
        lambda found: say(
            "{given} is given twice: once by its place, once by its name.", given=found["given"]
        )
    ),
    rf"^TypeError: '(?P<kind>{_FUNCTIONS}|NoneType|float|int)' object is not iterable": _iterated,
    r"^IndexError: too many indices for array: array is (?P<has>\d+)-dimensional, but "
    r"(?P<asked>\d+) were indexed": lambda found: say(
        "Numbers for {asked} axes stand in the square brackets, and this array has {has}: is it "
        "the one that is meant, or what another layer gives?",
        **found.groupdict(),
    ),
    r"^TypeError: (?P<kind>list|tuple|string) ind(?:ices|ex) must be integers": lambda found: say(
        "Between the square brackets of a {kind} stands a number, and here is something else.",
        kind="text" if found["kind"] == "string" else found["kind"],
    ),
    r"^TypeError: '(?P<kind>str|tuple)' object does not support item assignment": lambda found: say(
        "A {kind} cannot be changed in place: make a list of it, list(…).", **found.groupdict()
    ),
    r"^ValueError: (?:could not convert string to float|invalid literal for int\(\) with base 10): "
    r"(?:np\.str_\()?(?P<text>'[^']*')": lambda found: say(
        "The text {text} is no number.", **found.groupdict()
    ),
    r"^TypeError: (?:'str' object cannot be interpreted as an integer"
    r"|bad operand type for unary -: 'str'|Cannot convert '\d+' to EagerTensor)": lambda _: say(
        "A text stands where a number belongs: write it without quotes."
    ),
    r"^TypeError: slice indices must be integers": lambda _: say(
        "In [from:to] stand whole numbers: int(…) makes one of a number with a point."
    ),
    r"^ValueError: setting an array element with a sequence\.(?! The)": lambda _: say(
        "One number of an array is given several here: take one of them, as max(…) or [0] does."
    ),
    r"^OverflowError: Python integer (?P<number>-?\d+) out of bounds for uint8": lambda found: say(
        "A uint8 array holds 0 to 255, and {number} is none of those: calculate with "
        "x.astype(float).",
        **found.groupdict(),
    ),
    r"^TypeError: 'NoneType' object cannot be interpreted as an integer": lambda _: say(
        "None stands where a whole number belongs: where does its name get a value?"
    ),
    r"^TypeError: object of type '(?P<kind>\w+)' has no len\(\)": lambda found: say(
        "Several values belong here, in a list or a tuple, and this is a {kind}.",
        **found.groupdict(),
    ),
    r"Unknown format code '\w' for object of type 'str'"
    r"|format: a (?:real )?number is required, not str": lambda _: say(
        "A text is to be written like a number here: leave the format out, or give it the number."
    ),
    r"^KeyError: (?P<key>-?\d+)$": lambda found: say(
        "There is no {key} in it: what a dictionary holds is read by its keys, as in "
        "history.history['accuracy'].",
        **found.groupdict(),
    ),
    r"^ValueError: The truth value of an array with more than one element": lambda _: say(
        "A whole array stands where one yes or no is asked: compare one number of it, or use "
        ".all() or .any()."
    ),
    r"^ZeroDivisionError": lambda _: say(
        "Here something is divided by 0: is a list empty, or a count?"
    ),
    r"^TypeError: can't multiply sequence by non-int": lambda _: _lists(),
    r"^RecursionError": lambda _: say("A function calls itself here, and nothing ends that."),
    r"^AssertionError": lambda _: say("What the assert in this line asks for does not hold."),
    r"^KeyError: (?P<key>['\"].+['\"])$": _no_key,
    r"^AttributeError: '(?P<kind>[\w.]+)' object has no attribute '(?P<name>\w+)'": _lacks,
    r"^AttributeError: type object '(?P<kind>\w+)' has no attribute '(?P<name>\w+)'": (
        lambda found: say(
            "{kind} is a class here: make an object of it, {kind}(), and ask that for .{name}.",
            **found.groupdict(),
        )
    ),
    r"^AttributeError: module '(?P<module>[\w.]+)' has no attribute '(?P<name>\w+)'"
    r"|^ImportError: cannot import name '(?P<imported>\w+)' from '(?P<package>[\w.]+)'": (
        lambda found: say(
            "{module} has nothing called {name}: is it spelt right, capitals too?",
            module=found["module"] or found["package"],
            name=found["name"] or found["imported"],
        )
    ),
}
"""Asked where no narrower pattern matches: a message of Python's names the kind of a slip."""
