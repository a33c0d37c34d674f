"""A submission's page says what the terminal's report says, draws more, and lets nothing out."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.feedback import render_feedback
from grader.insight import Insight, LayerRow
from grader.language import use_language
from grader.reports.signs import verdict_sign
from grader.results import Epoch, Report, Verdict
from tests.reports.samples import ERROR, FAILED, GRADER_ERROR, NOT_GRADABLE, PASSED, SAMPLES

from .reading import Page, harmless
from .samples import ATTACK, ATTACKS, IMAGES, INSIGHT, hostile_insight, hostile_report


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", SAMPLES)
def test_every_kind_of_report(name: str, language: str):
    report = SAMPLES[name].model_copy(update={"language": language})
    html = render_feedback(report, INSIGHT, images=IMAGES)
    page = harmless(html)
    assert page.values("html", "lang") == [language]
    with use_language(language):
        sign = verdict_sign(report.verdict, ascii_only=False)
    assert f"{sign.symbol} {sign.word}" in page.text


def test_what_a_failed_check_says():
    page = Page(render_feedback(FAILED))
    for words in (
        "62.5 of 100 points", "80 points are enough", "✗ failed", "0/15", "◐ measured", "required",
        "expected 10 units with softmax", "found 1 unit with sigmoid", "hint There are ten digits",
        "2 of 4 passed", "hidden 0.934 of at least 0.900", "line 31", "seed 7", "NVIDIA H200",
        "trained 41 s", "2026-11-21 09:30 UTC", "grader hint c1w2_callbacks output_layer",
    ):  # fmt: skip
        assert words in page.text


def test_what_stopped_the_code():
    page = Page(render_feedback(ERROR))
    for words in ("What stopped your code", "one-hot rows", "line 34", "model.fit(images",
                  "ValueError : Arguments", "line 34, in solution_model", "shapes: (20000",
                  "for the same reason"):  # fmt: skip
        assert words in page.text
    assert page.values("details", "open") == [""]


def test_where_nothing_was_judged_there_are_no_points():
    page = Page(render_feedback(NOT_GRADABLE))
    assert "points" not in page.text
    assert "This costs no attempt." in page.text
    assert "model = Sequential([Dense(1)," in page.text
    page = Page(render_feedback(GRADER_ERROR))
    assert "This is not your fault" in page.text
    assert "for the instructor: check output_layer raised" in page.text


def test_what_the_model_mistook():
    page = Page(render_feedback(FAILED, INSIGHT, images=IMAGES))
    assert "Shirt taken for T-shirt: 31 times" in page.text
    assert page.tags["img"] == 24
    assert "is Trouser taken for Coat 42 % sure validation image 20" in page.text
    assert "mobilenetv2_1.00_96 Functional 3 × 3 × 1280 2,257,984 ❄ frozen" in page.text
    assert "2,373,194 parameters in all, 115,210 of them learn." in page.text


def test_only_public_images_that_were_handed_over_are_shown():
    with_one = {key: IMAGES[key] for key in list(IMAGES)[3:4]}
    assert Page(render_feedback(FAILED, INSIGHT, images=with_one)).tags["img"] == 1
    assert Page(render_feedback(FAILED, INSIGHT)).tags["img"] == 0


def test_many_layers_end_with_how_many_more():
    layers = tuple(LayerRow(name=f"dense_{n}", kind="Dense") for n in range(1000))
    page = Page(render_feedback(PASSED, Insight(layers=layers)))
    assert "dense_299" in page.text
    assert "dense_300" not in page.text
    assert "… and 700 more" in page.text


def test_curves_in_words_and_as_a_table():
    page = Page(render_feedback(PASSED))
    assert page.tags["svg"] == 3
    assert page.tags["desc"] == 2
    assert "training: from 0.810 to 0.991. validation: from 0.850 to 0.949." in page.text
    assert "epoch accuracy, training accuracy, validation loss, training" in page.text
    assert "7 0.991 0.949 0.009 0.051" in page.text


def test_long_output_keeps_its_ends():
    output = "begin\n" + "x" * 1_000_000 + "\nend"
    html = render_feedback(ERROR.model_copy(update={"output": output}))
    page = Page(html)
    assert len(html) < 100_000
    assert "begin x" in page.text
    assert "x end" in page.text
    assert "… 976010 characters are left out here …" in page.text


def test_steps_and_links_of_the_caller():
    html = render_feedback(
        FAILED, steps=[("Read `fit` again.", "")], notebook_page="a.notebook.html"
    )
    page = Page(html)
    assert "Read fit again." in page.text
    assert "When you have changed it" not in page.text
    assert page.values("a", "href") == ["a.notebook.html"]


def test_the_policy_names_the_style_by_its_digest():
    first, second = (re.findall("sha256-[^&]+", render_feedback(r)) for r in (FAILED, PASSED))
    assert first == second
    assert len(first) == 1


def test_a_thousand_checks_and_a_long_history():
    logs = {"accuracy": 0.5, "loss": float("nan"), "val_accuracy": 0.4, "val_loss": 1.0}
    history = tuple(Epoch(number=n, logs=logs) for n in range(1, 20_001))
    report = hostile_report(ATTACK, checks=1000, history=history, output=ATTACK * 2000)
    html = render_feedback(report, hostile_insight(ATTACK))
    page = harmless(html)
    assert page.tags["dl"] == 1000
    assert "In epoch 1 it is not a number that can be drawn: nan." in page.text


HOSTILE = st.one_of(st.text(max_size=60), st.sampled_from(ATTACKS),
                    st.lists(st.sampled_from(ATTACKS), max_size=3).map("".join))  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE, st.sampled_from(["en", "ko"]), st.sampled_from(Verdict))
def test_no_text_gets_out_of_its_place(text: str, language: str, verdict: Verdict):
    report = hostile_report(text, language=language, verdict=verdict)
    page = harmless(render_feedback(report, hostile_insight(text)))
    assert "49" not in page.text or "49" in text


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(st.sampled_from(["acc", "val_acc", "loss", "val_loss", "mae"]),
                                st.floats()), max_size=12))  # fmt: skip
def test_whatever_history_there_is(logs: list[dict[str, float]]):
    history = tuple(Epoch(number=n, logs=log) for n, log in enumerate(logs, start=1))
    report: Report = PASSED.model_copy(update={"history": history})
    page = harmless(render_feedback(report))
    for _, name, value in page.attributes:
        if name in {"d", "cx", "cy", "x", "y"}:
            assert not re.search("nan|inf|e", value)
