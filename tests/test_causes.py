"""Why a run stopped: what could not be had from the network first, else what was raised."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from grader.causes import student_error
from grader.evidence import SourceFacts
from grader.excuses import excused, folder_for_a_picture, missed_epochs, own_file_missed
from grader.facts import TrainingFacts
from grader.language import use_language
from grader.remarks import run_remarks
from grader.results import StudentError
from grader.translations import translate
from grader.unasked import not_loaded, why_not_asked

SOURCE = SourceFacts("a = m = 1\nb = 2\nc = 3\nm.fit(c)\n")
RAISED = {"type": "NameError", "message": "name 'x' is not defined", "frames": [[3, "f"]]}


def asked(url: str, line: int = 0, *, answered: bool = False) -> dict[str, Any]:
    return {"url": url, "answered": answered, "line": line}


def facts(*downloads: dict[str, Any], **more: Any) -> TrainingFacts:
    common = {"entry": "", "returned": "None", "model_from": "none", "exported_model": None}
    return TrainingFacts.model_validate({**common, "downloads": downloads, **more})


@pytest.mark.parametrize(
    ("code", "trains", "told"),
    [
        ("a\nb\nprint(x)\n", True, "No line of your code calls fit."),
        ("a\nb\nprint(x)\n", False, ""),
        ("def f():\n    return 1\nprint(x)\n", True, "No line of your code calls fit."),
        ("def f():\n    m.compile(); return m\nprint(x)\n", True, ""),
        ("a\nb\nprint(x)\nmodel.fit(a)\n", True, ""),
    ],
)
def test_a_file_that_crashes_and_trains_nothing(code: str, *, trains: bool, told: str):
    cause = student_error(facts(error=RAISED), SourceFacts(code), trains=trains).cause
    assert cause.startswith("x is used before anything gives it a value.")
    assert cause.endswith(told)
    assert ("fit" in cause) is bool(told)


@pytest.mark.parametrize(
    ("lacking", "code", "told"),
    [
        (
            "your model could not be loaded and asked: what",
            "a = 1",
            "No line of your code calls fit.",
        ),
        ("your model could not be loaded and asked: what", "def t():\n  m.fit(a)", "nothing calls"),
        ("your model could not be loaded and asked: what", "m.fit(a)", ""),
        (
            "your model could not be loaded and asked: RecursionError: x",
            "m.fit(a)",
            "A function calls itself",
        ),
    ],
)
def test_a_model_that_could_not_be_asked(lacking: str, code: str, told: str):
    said = why_not_asked(lacking, facts(), SourceFacts(code))
    assert told in said
    assert bool(said) is bool(told)


@pytest.mark.parametrize(
    "file",
    [
        "inception_v3/inception_v3_weights_tf_dim_ordering_tf_kernels.h5",
        "mobilenet_v2/mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_224.h5",
    ],
)
def test_a_network_that_was_asked_for_with_its_top(file: str):
    told = facts(asked(f"https://x.org/keras-applications/{file}", 2), error=RAISED)
    assert "include_top=False" in student_error(told, SOURCE).cause
    assert "of your own" in student_error(told, SOURCE, pretrained=False).cause


def test_where_a_library_is_installed_is_nobody_s_business():
    told = "cannot import name 'A' from 'keras.layers'"
    raised = RAISED | {"message": f"{told} (/opt/x/site-packages/keras/layers/__init__.py)"}
    assert student_error(facts(error=raised), SOURCE).message == told


def test_the_refused_download_is_the_cause():
    told = facts(
        asked("https://x.org/rps.zip", 1, answered=True),
        asked("https://x.org/a.zip", 2),
        error=RAISED,
        files_here=["rps.zip"],
    )
    error = student_error(told, SOURCE)
    assert error.cause == (
        "Your code asks for https://x.org/a.zip (line 2). There is no network while grading; these "
        "files are here: rps.zip."
    )
    assert (error.type, error.where) == ("NameError", "line 3")
    assert run_remarks(told, SOURCE) == ()


@pytest.mark.parametrize(
    ("path", "other"),
    [
        ("./cats_and_dogs_filtered/train/cats", "cats_and_dogs_filtered"),
        ("cats-dogs/PetImages/Cat/", "PetImages"),
        ("./set/cats_and_dogs_filtered.zip", "cats_and_dogs_filtered.zip"),
        ("horse-or-human/horses/h1.png", ""),
        ("my_rps/paper", ""),
    ],
)
def test_a_folder_of_another_exercise_s_images_is_named(path: str, other: str):
    raised = {"type": "FileNotFoundError", "frames": [[3, "f"]],
              "message": f"[Errno 2] No such file or directory: '{path}'"}  # fmt: skip
    run = facts(files_here=["horse-or-human.zip"], error=raised)
    told = f"Your code loads {other}; the data of this exercise is horse-or-human.zip."
    assert (student_error(run, SOURCE).cause == told) is bool(other)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (
            "https://x.org/tensorflow/keras-applications/vgg16/vgg16_weights_tf_notop.h5",
            (
                "vgg16 (line 1) comes with weights that were trained elsewhere, and they are not "
                "here: build a network of your own, or take the one that the task names."
            ),
        ),
        (
            "https://x.org/keras-applications/mobilenet_v3/weights_v3_small_1.0_no_top_v2.h5",
            "mobilenet_v3 (line 1) comes with weights that were trained elsewhere",
        ),
        (
            "https://example.org/tf-keras-datasets/mnist.npz",
            "Your code loads mnist.npz (line 1); the data of this exercise is fashion_mnist.npz.",
        ),
        ("https://example.org/my_mnist.csv", "Your code asks for https://example.org/my_mnist.csv"),
    ],
)
def test_the_data_of_another_exercise_is_named(url: str, told: str):
    run = facts(asked(url, 1), files_here=["fashion_mnist.npz"], error=RAISED)
    assert student_error(run, SOURCE).cause.startswith(told)


@pytest.mark.parametrize(
    ("pretrained", "told"),
    [
        (True, "Your code needs inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5 (line 1)"),
        (False, "inception_v3 (line 1) comes with weights that were trained elsewhere"),
    ],
)
def test_a_network_that_the_task_has_not_taken_is_not_to_be_fetched(told: str, *, pretrained: bool):
    weights = "inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5"
    for name in (weights, f"https://x.org/keras-applications/inception_v3/{weights}"):
        error = student_error(facts(asked(name, 1), error=RAISED), SOURCE, pretrained=pretrained)
        assert error.cause.startswith(told)


def test_without_a_refusal_the_exception_explains_itself():
    told = facts(asked("https://x.org/rps.zip", 1, answered=True), error=RAISED)
    assert "restart and run from top to bottom" in student_error(told, SOURCE).cause


def test_a_run_that_went_on_gets_remarks():
    told = facts(
        asked("https://x.org/a.zip", 2),
        asked("https://x.org/a.zip", 3),
        asked("//kaggle.com"),
        *(asked(f"https://x.org/{n}", 1) for n in range(9)),
    )
    remarks = run_remarks(told, SOURCE)
    assert [remark.where for remark in remarks[:3]] == ["line 2", "", "line 1"]
    assert remarks[0].text == (
        "Your code asks for https://x.org/a.zip. There is no network while grading."
    )
    assert len(remarks) == 5
    with use_language("ko"):
        assert "네트워크" in run_remarks(told, SOURCE)[0].text


def test_a_fit_that_was_ended_is_remarked_on():
    fit: dict[str, Any] = {
        "model": 0,
        "epochs_asked": 20,
        "logs": [{}, {}],
        "finished": True,
        "line": 2,
    }
    told = facts(fits=[{**fit, "capped": True}, {**fit, "capped": False}])
    (remark,) = run_remarks(told, SOURCE)
    assert remark.text.startswith("Training was ended after 2 of 20 epochs")
    assert remark.where == "line 2"


def test_epochs_that_went_round_are_remarked_on():
    fit: dict[str, Any] = {"model": 0, "epochs_asked": 1, "logs": [{}], "finished": True, "line": 1}
    remarks = run_remarks(facts(fits=[fit, {**fit, "rounds": 4}]), SOURCE)
    assert [remark.text.split()[-3:] for remark in remarks] == [["them", "4", "times."]]


FIT: dict[str, Any] = {
    "model": 0,
    "epochs_asked": 300,
    "logs": [{}] * 41,
    "finished": True,
    "line": 2,
    "out_of_time": True,
}


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({}, "training was ended. The model is judged as it was then."),
        ({"weights_put_back": True}, "the weights that your callbacks then gave it."),
    ],
)
def test_a_fit_that_ran_out_of_time_says_what_is_judged(more: dict[str, Any], words: str):
    told = facts(fits=[FIT | more])
    (remark,) = run_remarks(told, SOURCE)
    assert remark.text.startswith("The time was over after 41 of 300 epochs")
    assert remark.text.endswith(words)
    assert remark.where == "line 2"
    with use_language("ko"):
        assert "300" in run_remarks(told, SOURCE)[0].text


def test_fits_that_came_too_late_are_named_once_by_their_lines():
    told = facts(fits=[FIT, FIT | {"model": 1, "finished": False}], left_out=[3, 1])
    remarks = run_remarks(told, SOURCE)
    assert [remark.where for remark in remarks] == ["line 2", "line 3", "line 1"]
    assert remarks[1].text == "The time was over before this training began, so it was left out."


@pytest.mark.parametrize(
    ("error", "missed"),
    [
        (("IndexError", "list index out of range"), True),
        (("IndexError", "index 299 is out of bounds for axis 0 with size 42"), True),
        (("IndexError", "index 299 is out of bounds for axis 0 with size 10"), False),
        (("ValueError", "x and y must have same first dimension, but have shapes (300,) and (42,)"),
         True),
        (("ValueError", "x and y must have same first dimension, but have shapes (300,) and (7,)"),
         False),
        (("ValueError", "All arrays must be of the same length"), True),
        (("ValueError", "Length of values (42) does not match length of index (300)"), True),
        (("NameError", "name 'x' is not defined"), False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ended", ["out_of_time", "capped", ""])
def test_code_that_counts_on_all_epochs(error: tuple[str, str], ended: str, *, missed: bool):
    fit = FIT | {"out_of_time": ended == "out_of_time", "capped": ended == "capped"}
    raised = {"type": error[0], "message": error[1], "frames": [[3, "f"]]}
    told = facts(fits=[fit | {"cut_short": {"loss": 1}}], error=raised)
    assert missed_epochs(told) is (missed and bool(ended))
    last = [remark for remark in run_remarks(told, SOURCE) if error[1] in remark.text]
    assert [remark.where for remark in last] == ["line 3"] * (missed and bool(ended))


@pytest.mark.parametrize(
    ("assembled", "told"),
    [
        (
            {"epochs": 15, "own_data": True},
            "as in the course's notebook, for at most 15 epochs, with",
        ),
        ({"epochs": 15}, "15 epochs, on the course's data, with create_model(), Stop()."),
        ({}, "Your file never calls create_model(), Stop(): that was done"),
    ],
)
def test_what_was_done_for_a_file_of_functions_is_remarked_on(assembled: dict[str, Any], told: str):
    done = facts(assembled={"called": ["create_model", "Stop"], **assembled}, error=RAISED)
    (remark,) = run_remarks(done, SOURCE)
    assert told in remark.text
    assert remark.where == ""
    with use_language("ko"):
        assert "강의 노트북처럼" in run_remarks(done, SOURCE)[0].text


@pytest.mark.parametrize(
    ("file", "command"),
    [
        ("inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5", "fetch inception_v3"),
        ("mobilenet_v2_weights_tf_dim_ordering_tf_kernels_0.35_96_no_top.h5",
         "fetch mobilenet_v2_035"),
        ("mobilenet_v2_weights_tf_dim_ordering_tf_kernels_1.0_96_no_top.h5", ""),
        ("inception_v3_weights_tf_dim_ordering_tf_kernels.h5", ""),
    ],
)  # fmt: skip
def test_weights_name_the_command(file: str, command: str):
    (remark,) = run_remarks(facts(asked(f"https://storage.example.org/x/{file}")), SOURCE)
    assert file in remark.text
    assert remark.text.endswith(f"grader datasets {command}") == bool(command)


@pytest.mark.parametrize(
    "downloads",
    [
        [asked("x")] * 201,
        [asked("x" * 501)],
        [{**asked("x"), "more": 1}],
        [{"url": "x"}],
    ],
)
def test_evidence_of_downloads_is_bounded(downloads: list[dict[str, Any]]):
    with pytest.raises(ValidationError):
        facts(*downloads)


def raised(kind: str, message: str) -> StudentError:
    return student_error(facts(error={"type": kind, "message": message}), SOURCE)


GENERATOR = "keras.src.legacy.preprocessing.image.ImageDataGenerator"


@pytest.mark.parametrize(
    ("given", "cause"),
    [
        (f"<{GENERATOR} object at 0x7f> (of type <class '{GENERATOR}'>)", "the generator itself."),
        ("[1, 2] (of type <class 'list'>)", "not Python lists"),
        (f"['{GENERATOR}'] (of type <class 'list'>)", "not Python lists"),
    ],
    ids=["generator", "list", "list-that-names-it"],
)
def test_what_fit_was_given_instead_of_images(given: str, cause: str):
    assert cause in raised("ValueError", f"Unrecognized data type: x={given}").cause


def test_a_message_has_no_colours():
    message = (
        "Exception encountered when calling Dense.call().\n\n"
        "\x1b[1mexpected \x1b[38;5;34m4\x1b[0m, found 5\x1b[0m\n"
    )
    assert raised("ValueError", message).message == (
        "Exception encountered when calling Dense.call().\n\nexpected 4, found 5"
    )


@pytest.mark.parametrize("cut", [False, True])
def test_the_way_through_a_graph_is_left_out(*, cut: bool):
    whole = [
        '  File "<string>", line 1, in <module>',
        "",
        '  File "/usr/loss.py", line 34, in call',
    ]
    way = ['  File "/usr', "…", '/call.py", line 3, in call'] if cut else whole
    told = "\n".join(
        [
            "Graph execution error:",
            "",
            "Detected at node compile_loss/mse/sub defined at (most recent call last):",
            *way,
            "",
            "Incompatible shapes: [9] vs. [9,2]",
            "\t [[{{node compile_loss/mse/sub}}]] [Op:f]",
        ]
    )
    assert raised("InvalidArgumentError", told).message == "Incompatible shapes: [9] vs. [9,2]"


def test_brackets_that_are_no_colours_stay():
    assert raised("ValueError", "shape [1m] of [0;31m").message == "shape [1m] of [0;31m"


COULD_NOT = "your model could not be loaded and asked: "
TRACE = 'Traceback (most recent call last):\n  File "examine.py", line 45, in main\n'


@pytest.mark.parametrize(
    ("output", "told"),
    [
        (
            f"{TRACE}ValueError: 2 objects were lost:\n\n[<Dense>]\n",
            "ValueError: 2 objects were lost:",
        ),
        (f"{TRACE}KeyError: 'a'\n\n{TRACE}a.b_c.OpError: odd\n  • x=2\n", "a.b_c.OpError: odd"),
        (f"{TRACE}zipfile.BadZipFile: no zip file\n", "zipfile.BadZipFile: no zip file"),
        ("  raise ValueError: no\n  Error: nor this\nkilled\n", "killed"),
        ("time_limit", "time_limit"),
        (f"ValueError: {'x' * 600}\n", f"ValueError: {'x' * 488}"),
    ],
    ids=["rows-below", "last-of-two", "other-name", "indented", "status", "long"],
)
def test_a_model_that_does_not_load_tells_the_line_that_raised(output: str, told: str):
    assert not_loaded(output) == COULD_NOT + told


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("TypeError: Could not locate class 'Mine'. Make sure", "contains Mine, a class of your"),
        (
            "ValueError: Requested the deserialization of a `Lambda` layer",
            "contains a Lambda layer",
        ),
    ],
    ids=["class", "lambda"],
)
def test_what_cannot_be_loaded_without_its_file_is_named(line: str, told: str):
    assert told in not_loaded(f"{TRACE}{line}\n\nArguments: 'rate'\n")


def test_an_own_layer_inside_a_model_is_named():
    output = (
        f"{TRACE}TypeError: <class 'Functional'> could not be deserialized properly.\n\n"
        "config={}.\n\nException encountered: Could not locate class 'Own'. Make sure\n"
    )
    assert "contains Own, a class of your own" in not_loaded(output)


def test_an_error_inside_a_layer_is_told_with_its_own_words():
    output = (
        f"{TRACE}ValueError: Exception encountered when calling Sequential.call().\n\n"
        "\x1b[1mInput 0 of layer is too narrow\x1b[0m\n\nArguments received by Sequential.call():\n"
    )
    assert not_loaded(output).endswith("ValueError: Input 0 of layer is too narrow")


def test_a_name_missing_in_a_layer_is_told_as_anywhere():
    wrapped = "Exception encountered when calling Bad.call().\n\n\x1b[1mname 'x' is not defined"
    assert "x is used before" in translate(f"NameError: {wrapped}")


PASSED_OVER = [
    {"kind": "import", "what": "import nowhere", "line": 1},
    {"kind": "module", "what": "unittests", "line": 2},
    {"kind": "restart", "line": 3},
    {"kind": "ended", "line": 3},
    {"kind": "unrun", "line": 3},
    {"kind": "weights", "what": "./inception.h5", "line": 4},
    {"kind": "folder", "what": "data/train/tmp"},
]


@pytest.mark.parametrize("each", PASSED_OVER, ids=lambda each: each["kind"])
def test_what_was_passed_over_is_remarked_on(each: dict[str, Any]):
    told = facts(passed_over=[each])
    (remark,) = run_remarks(told, SOURCE)
    assert each.get("what", "") in remark.text
    assert remark.where == (f"line {each['line']}" if "line" in each else "")
    with use_language("ko"):
        (korean,) = run_remarks(told, SOURCE)
    assert korean.text not in {"", remark.text}


def test_what_was_passed_over_is_not_all_remarked_on():
    assert len(run_remarks(facts(passed_over=PASSED_OVER), SOURCE)) == 5


@pytest.mark.parametrize("message", ["target.shape=(None, 3), output.shape=(None, 2)", "other"])
def test_a_folder_beside_the_classes_explains_what_is_about_classes(message: str):
    error = {"type": "ValueError", "message": message}
    told = facts(passed_over=PASSED_OVER[-1:], error=error)
    assert ("data/train/tmp" in student_error(told, SOURCE).cause) == (message != "other")
    assert bool(run_remarks(told, SOURCE)) == (message == "other")


@pytest.mark.parametrize(
    "passed_over",
    [[{"kind": "import"}] * 201, [{"kind": "else"}], [{"kind": "import", "what": "x" * 501}]],
)
def test_evidence_of_what_was_passed_over_is_bounded(passed_over: list[dict[str, Any]]):
    with pytest.raises(ValidationError):
        facts(passed_over=passed_over)


@pytest.mark.parametrize(
    ("kind", "finished", "error", "counts_not"),
    [
        ("later", [True], "ValueError", True),
        ("later", [True], "NameError", False),
        ("later", [False], "ValueError", False),
        ("later", [True, False], "ValueError", False),  # it was the second training that broke
        ("module", [True], "ValueError", False),
    ],
)
def test_what_breaks_after_training_for_want_of_a_module(
    kind: str, finished: list[bool], error: str, *, counts_not: bool
):
    told = facts(
        fits=[FIT | {"finished": each} for each in finished],
        passed_over=[{"kind": kind, "what": "nowhere", "line": 1}],
        error={"type": error, "message": "x", "frames": [[3, "f"]]},
    )
    assert excused(told) is counts_not
    ended = [each for each in run_remarks(told, SOURCE) if "your code ended" in each.text]
    assert [each.where for each in ended] == ["line 3"] * counts_not


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        ("n = input()\nif n == 1:\n  pass", "empty_line", True),
        ("n = int(input())\nif n == 1:\n  pass", "empty_line", False),
        ("n = input()\nif n == '1':\n  pass", "empty_line", False),
        ("n = input()\nif n == 1:\n  pass", "import", False),  # it broke off before it asked
    ],
)
def test_what_was_asked_for_is_a_text(code: str, kind: str, *, said: bool):
    told = facts(passed_over=[{"kind": kind, "line": 1}], error=RAISED)
    error = student_error(told, SourceFacts(code))
    assert ("n == 1 compares it with a number" in error.cause) is said


@pytest.mark.parametrize(
    ("kind", "error", "told"),
    [
        ("later", "AssertionError", ["nowhere is not here"]),
        ("import", "AssertionError", ["What this assert asks for"]),
        ("upload", "TypeError", ["Nobody is there to upload a file"]),
        ("import", "TypeError", []),
    ],
)
@pytest.mark.parametrize("finished", [True, False])
def test_what_breaks_after_training_by_other_images(
    kind: str, error: str, told: list[str], *, finished: bool
):
    ended = facts(
        fits=[FIT | {"finished": finished}],
        passed_over=[{"kind": kind, "what": "nowhere", "line": 1}],
        error={"type": error, "message": "x", "frames": [[3, "f"]]},
    )
    assert excused(ended) is bool(told and finished)
    said = [each.text for each in run_remarks(ended, SOURCE) if "your code ended" in each.text]
    wanted = told if finished else []
    assert len(said) == len(wanted)
    assert all(text.startswith(words) for text, words in zip(said, wanted, strict=True))


@pytest.mark.parametrize(
    ("message", "path"),
    [
        ("[Errno 2] No such file or directory: 'photos/mine/'", "photos/mine/"),
        ("Could not find directory photos", "photos"),
        ("[Errno 2] No such file or directory: 'best.h5'", ""),  # was to be saved before
    ],
)
@pytest.mark.parametrize("finished", [[True], [True, False]])
def test_what_is_missing_after_training(message: str, path: str, finished: list[bool]):
    told = facts(
        fits=[FIT | {"finished": each} for each in finished],
        error={"type": "FileNotFoundError", "message": message, "frames": [[3, "f"]]},
    )
    assert own_file_missed(told) == (path if finished == [True] else "")


@pytest.mark.parametrize(
    ("kind", "finished", "folder"),
    [
        ("IsADirectoryError", [True], "test/horses"),
        ("IsADirectoryError", [False], ""),
        ("IsADirectoryError", [True, False], ""),
        ("PermissionError", [True], ""),
    ],
)
def test_folders_where_own_pictures_are_looked_for(kind: str, finished: list[bool], folder: str):
    told = facts(
        fits=[FIT | {"finished": each} for each in finished],
        error={
            "type": kind,
            "message": "[Errno 21] Is a directory: 'test/horses'",
            "frames": [[3, "f"]],
        },
    )
    assert folder_for_a_picture(told) == folder
    assert excused(told) is bool(folder)
    said = [each.text for each in run_remarks(told, SOURCE)]
    assert any("test/horses is a folder here" in each for each in said) is bool(folder)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("for each in os.listdir(folder):\n  load_img(each)", True),
        ("print(os.listdir('.'))\nload_img('cat-7.png')", False),  # a file of their own
        ("load_img(names[0])", False),
    ],
)
def test_a_name_without_its_folder(code: str, *, names: bool):
    told = facts(
        error={
            "type": "FileNotFoundError",
            "message": "[Errno 2] No such file or directory: 'cat-7.png'",
            "frames": [[2, "<module>"]],
        },
    )
    cause = student_error(told, SourceFacts(code)).cause
    assert cause.startswith("cat-7.png is a file's name without its folder") is names


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("m = load_model('HoH')", "No line of your code calls fit. "),
        ("m = load_model('HoH')\nm.fit(x)", ""),
        (
            "if FRESH:\n  m.fit(x)\nm.load_weights(None)",
            "fit stands under if FRESH (line 1), and that does not hold here. ",
        ),
        ("if __name__ == '__main__':\n  m.fit(x)\nm.load_weights(None)", ""),
        (
            "def f():\n  m.fit(x)\nm = load_model('HoH')",
            "fit stands in f (line 1), and nothing calls that. ",
        ),
        ("# load_model\nm = other('HoH')", ""),
        (
            "# m.fit(x)\nm.save('HoH')",
            "The line that calls fit is commented out (line 1): take away its #. ",
        ),
        ("m.save('HoH')\n# m.fit(x)", ""),
    ],
)
def test_a_file_that_loads_and_never_trains(code: str, first: str):
    told = facts(
        error={
            "type": "ValueError",
            "message": "File format not supported: filepath=HoH. Keras 3 only supports",
            "frames": [[1 + code.startswith("# m.fit"), "<module>"]],
        },
    )
    cause = student_error(told, SourceFacts(code)).cause
    assert cause.startswith(f"{first}Keras loads files that end in .keras or .h5, and HoH does")


def test_a_folder_that_a_model_was_to_be_saved_to_is_no_picture():
    told = facts(
        fits=[FIT | {"finished": True}],
        error={
            "type": "IsADirectoryError",
            "message": "[Errno 21] Is a directory: 'kept/best.keras'",
            "frames": [[3, "f"]],
        },
    )
    assert not excused(told)


@pytest.mark.parametrize(
    ("kind", "message", "function", "told"),
    [
        ("TypeError", "'>' between NoneType and float", "on_epoch_begin", "in place of on_epoch_b"),
        ("TypeError", "'>' between NoneType and float", "train", ""),
        ("NameError", "name 'accuracy' is not defined", "on_epoch_end", "logs.get('accuracy')"),
        ("NameError", "name 'accuracy' is not defined", "train", ""),
    ],
)
def test_what_a_callback_looks_for_where_it_does_not_stand(
    kind: str, message: str, function: str, told: str
):
    raised = {"type": kind, "message": message, "frames": [[3, function]]}
    cause = student_error(facts(error=raised), SOURCE).cause
    assert (told in cause) if told else ("logs.get('acc" not in cause and "in place" not in cause)
