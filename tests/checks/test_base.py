"""The signature is the schema."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from grader.checks import CHECKS, schemas
from grader.checks.base import check
from grader.results import Finding, Provenance


def test_every_check_has_a_title_and_evidence():
    for name in CHECKS:
        assert CHECKS[name].title
        assert not CHECKS[name].title.endswith(".")
        assert CHECKS[name].evidence
    assert set(schemas()) == set(CHECKS)


def test_no_check_rests_on_what_was_reported_alone():
    alone = [name for name in CHECKS if CHECKS[name].provenance == (Provenance.REPORTED,)]
    assert alone == []


def test_keys_come_from_the_signature():
    parameters = CHECKS["accuracy"].parameters
    assert set(parameters.model_fields) == {"at_least", "partial_from", "split"}
    assert parameters(at_least=0.9).model_dump()["split"] == "hidden"
    with pytest.raises(ValidationError):
        parameters()


def unknown_evidence(oracle: Any) -> Finding:
    """It asks an oracle."""
    return Finding(True, "", str(oracle))


def silent(model: Any) -> Finding:
    return Finding(True, "", str(model))


@pytest.mark.parametrize(
    ("function", "complaint"),
    [(unknown_evidence, "no evidence named oracle"), (silent, "docstring")],
)
def test_a_check_that_cannot_be_registered(function: Any, complaint: str):
    with pytest.raises(TypeError, match=complaint):
        check(function)
    assert function.__name__ not in CHECKS
