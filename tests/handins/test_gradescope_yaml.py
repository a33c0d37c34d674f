"""Gradescope's list is read for who and when, and nothing else of it is built."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.handins import gradescope_yaml
from grader.handins.gradescope_yaml import Submitted, Submitter, read_metadata

RUBY = """\
---
submission_1:
  :submitters:
  - :name: Jane Doe
    :sid: '007'
    :email: jane@uni.example
  :created_at: 2026-04-26 17:34:00.861687000 Z
  :score: 2.0
  :results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess
    tests:
    - name: &1 Alice A
      output: |-
        :submitters:
        - :name: Mallory
    ? {a: [b]}
    : c
  :history: []
submission_2:
  :submitters:
  - :name: *1
    :sid: 0123
    :email:
  - :name: ~
    :sid: 42
  :created_at: soon
submission_3:
  :submitters: []
submission_4: nothing
"""


def read(path: Path, content: str | bytes) -> list[Submitted]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_metadata(path)


def test_what_ruby_writes(tmp_path: Path):
    assert read(tmp_path / "m.yml", RUBY) == [
        Submitted(
            "submission_1",
            (Submitter("Jane Doe", "007", "jane@uni.example"),),
            datetime(2026, 4, 26, 17, 34, 0, 861687, UTC),
        ),
        Submitted("submission_2", (Submitter("Alice A", "0123"), Submitter("", "42")), None),
        Submitted("submission_3", (), None),
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "lists no folders"),
        ("- a\n- b\n", "lists no folders"),
        ("a: [b\nc: d\n", "line 2 is not YAML"),
        ("a: b\n\t:c\n", "is not YAML"),
        (b"a: \xff\xfe\n", "is not YAML"),
        ("a: \x00b\n", "is not YAML"),
    ],
)
def test_what_is_no_list(tmp_path: Path, content: str | bytes, says: str):
    with pytest.raises(UsageError, match=says):
        read(tmp_path / "m.yml", content)


def test_a_list_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        read_metadata(tmp_path / "none.yml")
    monkeypatch.setattr(gradescope_yaml, "MAX_BYTES", 2**20)
    with pytest.raises(UsageError, match="larger than 1 MB"):
        read(tmp_path / "m.yml", "#" * (2**20 + 1))


@pytest.mark.parametrize(
    "content",
    [
        "s: {':results': " + "[" * 9000 + "]" * 9000 + "}",
        "s: {':submitters': " + "[" * 9000 + "]" * 9000 + "}",
        "s: {" + "? {" * 900 + "a: b" + "}" * 900 + "}",
        "s: &a {':submitters': [*a, *a], ':created_at': *a}",
        "a: &a [" + "x, " * 99 + "]\nb: &b [" + "*a, " * 99 + "]\nc: [" + "*b, " * 99 + "]",
    ],
    ids=["deep results", "deep submitters", "deep keys", "an alias of itself", "aliases"],
)
def test_depth_and_aliases_cost_nothing(tmp_path: Path, content: str):
    assert all(each.submitters == () for each in read(tmp_path / "m.yml", content))


TEXT = st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=12)
PERSON = st.fixed_dictionaries({":name": TEXT, ":sid": TEXT, ":email": TEXT})
DATA = st.recursive(st.one_of(st.none(), st.integers(), TEXT), lambda more: st.lists(more) | st.dictionaries(TEXT, more), max_leaves=8)  # fmt: skip  # noqa: E501


@given(
    st.dictionaries(
        st.from_regex(r"submission_[0-9]{1,9}", fullmatch=True),
        st.fixed_dictionaries(
            {":results": DATA, ":submitters": st.lists(PERSON, max_size=3)},
        ),
        min_size=1,
        max_size=4,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_else_is_listed_is_passed_over(tmp_path: Path, content: dict[str, dict[str, Any]]):
    found = read(tmp_path / "m.yml", yaml.safe_dump(content, allow_unicode=True))
    assert {each.folder for each in found} == set(content)
    for each in found:
        expected = [
            {key[1:]: "" if value in {"~", "null"} else value.strip() for key, value in who.items()}
            for who in content[each.folder][":submitters"]
        ]
        assert [
            {"name": who.name, "sid": who.sid, "email": who.email} for who in each.submitters
        ] == [who for who in expected if any(who.values())]


@given(st.one_of(st.binary(max_size=100), st.text(alphabet="ab:{}[]&*!?|-'\"\n ,~", max_size=60)))
@example("? [a]\n: {submitters: b}")
@example("a: {submitters: [&b {name: *b}]}")
@example("--- a\n--- b\n")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: str | bytes):
    try:
        found, said = read(tmp_path / "m.yml", content), ""
    except UsageError as error:
        found, said = [], str(error)
    assert "\n" not in said
    assert not (said and found)
    assert len({each.folder for each in found}) == len(found)
