"""What a name says of the exercise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.handins.exercises import Exercises, attempt

from .conftest import CALLBACKS, HOUSE, KNOWN

HORSE = "c1w4_horse_or_human"
COMPACT = "c1w4_horse_or_human_compact"


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("c1w1_house_prices", (HOUSE,)),
        ("C1W1-House Prices", (HOUSE,)),
        ("HousePrices", (HOUSE,)),
        ("house", (HOUSE,)),
        ("c1w1", (HOUSE,)),
        ("callback", (CALLBACKS,)),
        ("my c1w1_house_prices final", (HOUSE,)),
        ("c1w1_house_prices (2)", (HOUSE,)),
        ("house-1", (HOUSE,)),
        (HORSE, (HORSE,)),
        (COMPACT, (COMPACT,)),
        ("horse_or_human", (HORSE, COMPACT)),
        ("compact", (COMPACT,)),
        ("solution", ()),
        ("a", ()),
        ("", ()),
        ("___", ()),
    ],
)
def test_what_a_name_means(name: str, ids: tuple[str, ...]):
    assert Exercises(KNOWN, None).meant(name) == ids


@pytest.mark.parametrize(
    ("stem", "student", "exercise_id"),
    [
        ("kim_house", "kim", HOUSE),
        ("kim-c1w1_house_prices", "kim", HOUSE),
        ("Kim Min-su_house prices", "Kim Min-su", HOUSE),
        ("kim_min_c1w1_house_prices_final", "kim_min", HOUSE),
        ("student_1_callbacks", "student_1", CALLBACKS),
        ("kim_house (1)", "kim", HOUSE),
        ("c1w1_house_prices", "", HOUSE),
        ("kim_horse_or_human", "kim", ""),
        ("kim", "", ""),
    ],
)
def test_a_flat_name_with_all(stem: str, student: str, exercise_id: str):
    found, decision = Exercises(KNOWN, None).split(stem)
    assert (found, decision.exercise_id) == (student, exercise_id)
    assert bool(decision.why) is not bool(exercise_id)


@pytest.mark.parametrize(
    ("stem", "student", "exercise_id"),
    [
        ("kim", "kim", HOUSE),
        ("kim (1)", "kim", HOUSE),
        ("student_1", "student_1", HOUSE),
        ("kim_house", "kim", HOUSE),
        ("kim_callbacks", "kim", ""),
        ("kim_hand", "kim_hand", HOUSE),
        ("house_prices", "", HOUSE),
    ],
)
def test_a_flat_name_with_one_exercise(stem: str, student: str, exercise_id: str):
    found, decision = Exercises(KNOWN, HOUSE).split(stem)
    assert (found, decision.exercise_id) == (student, exercise_id)


@pytest.mark.parametrize(
    ("name", "clear"),
    [
        ("callbacks", CALLBACKS),
        ("c1w2_callbacks", CALLBACKS),
        ("c2w3", "c2w3_transfer_learning"),
        ("transfer-learning-1", "c2w3_transfer_learning"),
        ("learning", ""),
        ("hand", ""),
        ("horse_or_human", ""),
    ],
)
def test_a_single_word_is_not_clear(name: str, clear: str):
    assert Exercises(KNOWN, None).clearly(name) == clear


def test_an_ambiguous_name_that_may_be_the_one():
    assert Exercises(KNOWN, HORSE).decide("horse_or_human").named
    assert Exercises(KNOWN, HOUSE).decide("horse_or_human").exercise_id == HOUSE


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("model", ("model", 0)),
        ("model-1", ("model", 1)),
        ("model (12)", ("model", 12)),
        ("model_v2", ("model", 2)),
        ("kim-20261234", ("kim-20261234", 0)),
        ("model_1", ("model_1", 0)),
        ("-1", ("-1", 0)),
    ],
)
def test_the_number_of_an_attempt(name: str, parts: tuple[str, int]):
    assert attempt(name) == parts


@given(st.text(max_size=60), st.sampled_from([None, HOUSE]))
def test_any_name_is_decided(name: str, given_: str | None):
    exercises = Exercises(KNOWN, given_)
    student, decision = exercises.split(name)
    assert set(exercises.meant(name)) <= set(KNOWN)
    assert exercises.clearly(name) in {"", *KNOWN}
    assert bool(decision.exercise_id) is not bool(decision.why)
    assert student in name
