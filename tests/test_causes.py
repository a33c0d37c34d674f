"""What could not be had from the network is told, first where the run failed."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from grader.causes import download_remarks, student_error
from grader.evidence import SourceFacts
from grader.facts import TrainingFacts
from grader.language import use_language

SOURCE = SourceFacts("a\nb\nc\n")
RAISED = {"type": "NameError", "message": "name 'x' is not defined", "frames": [[3, "f"]]}


def asked(url: str, line: int = 0, *, answered: bool = False) -> dict[str, Any]:
    return {"url": url, "answered": answered, "line": line}


def facts(*downloads: dict[str, Any], **more: Any) -> TrainingFacts:
    common = {"entry": "", "returned": "None", "model_from": "none", "exported_model": None}
    return TrainingFacts.model_validate({**common, "downloads": downloads, **more})


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
    assert download_remarks(told, SOURCE) == ()


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
    remarks = download_remarks(told, SOURCE)
    assert [remark.where for remark in remarks[:3]] == ["line 2", "", "line 1"]
    assert remarks[0].text == (
        "Your code asks for https://x.org/a.zip. There is no network while grading."
    )
    assert len(remarks) == 5
    with use_language("ko"):
        assert "네트워크" in download_remarks(told, SOURCE)[0].text


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
    (remark,) = download_remarks(facts(asked(f"https://storage.example.org/x/{file}")), SOURCE)
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
