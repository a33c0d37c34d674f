"""Every sentence that a student can read exists in every language, with the same fields."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
import yaml
from jinja2 import Environment, nodes

from grader.checks.references import REFERENCES
from grader.language import (
    LANGUAGES,
    current_language,
    pick,
    preferred_language,
    say,
    use_language,
)

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "grader").rglob("*.py"))
PAGES = sorted((ROOT / "grader").rglob("templates/*.html"))
CATALOGUES = {
    language: yaml.safe_load((ROOT / f"grader/locale/{language}.yaml").read_text(encoding="utf-8"))
    for language in LANGUAGES
    if language != "en"
}
# What say() may be given instead of a literal: titles of checks and the words of slips, which are
# collected below, and the doctor's lines, which an instructor reads.
COMPUTED = {"check.title", "CHECKS[spec.name].title", "each.name", "each.detail", "words"}
SLIPS = [words for reference in REFERENCES.values() for words in reference.slips]


def is_say(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    return ast.unparse(node.func).rpartition(".")[2] == "say"


def templates_of(argument: ast.expr) -> Iterator[str | None]:
    """The literals that an argument of say() can be; None for anything else."""
    if isinstance(argument, ast.IfExp):
        yield from templates_of(argument.body)
        yield from templates_of(argument.orelse)
    elif isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif ast.unparse(argument) not in COMPUTED:
        yield None


def titles_in(tree: ast.AST) -> Iterator[str]:
    """The first lines of the docstrings of checks, as `grader.checks.base.check` takes them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and any(
            ast.unparse(decorator).rpartition(".")[2] == "check"
            for decorator in node.decorator_list
        ):
            yield (ast.get_docstring(node) or "").partition("\n")[0].rstrip(".")


def words_of_page(argument: nodes.Node) -> Iterator[str | None]:
    """Like `templates_of`, of a say() in a page's template."""
    if isinstance(argument, nodes.CondExpr):
        yield from words_of_page(argument.expr1)
        yield from words_of_page(argument.expr2 or nodes.Const(None))
    elif isinstance(argument, nodes.Const) and isinstance(argument.value, str):
        yield argument.value
    else:
        yield None


def said_in_code() -> Iterator[tuple[str, str | None]]:
    """(place, template) of every say() in Python."""
    for path in MODULES:
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and is_say(node) and node.args:
                for template in templates_of(node.args[0]):
                    yield f"{name}:{node.lineno}", template


def said_on_pages() -> Iterator[tuple[str, str | None]]:
    """(place, template) of every say() in the templates of pages."""
    for path in PAGES:
        name = path.relative_to(ROOT).as_posix()
        for call in Environment().parse(path.read_text(encoding="utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "say":
                for template in words_of_page(call.args[0]):
                    yield f"{name}:{call.lineno}", template


def collect() -> tuple[dict[str, str], list[str]]:
    """Every template with where it stands, and the calls whose template cannot be read."""
    templates = dict.fromkeys(SLIPS, "grader/checks/references.py")
    unreadable: list[str] = []
    for path in MODULES:
        name = path.relative_to(ROOT).as_posix()
        if "/checks/" in name:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            templates |= dict.fromkeys(titles_in(tree), name)
    for place, template in (*said_in_code(), *said_on_pages()):
        if template is None:
            unreadable.append(place)
        else:
            templates[template] = place
    return templates, unreadable


TEMPLATES, UNREADABLE = collect()


def fields(template: str) -> list[tuple[str, str, str]]:
    return sorted(
        (name, form or "", conversion or "")
        for _, name, form, conversion in Formatter().parse(template)
        if name is not None
    )


def test_what_say_is_given_stands_there_literally():
    assert UNREADABLE == []


def test_there_are_templates_and_titles():
    assert "passed" in TEMPLATES
    assert "cell {cell}, line {line}" in TEMPLATES
    assert TEMPLATES["How your model is built"].startswith("grader/feedback/templates/")
    assert len(TEMPLATES) > 100
    assert any(place.startswith("grader/checks/") for place in TEMPLATES.values())


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_template_is_translated(language: str):
    missing = {t: place for t, place in TEMPLATES.items() if t not in CATALOGUES[language]}
    assert missing == {}


@pytest.mark.parametrize("language", CATALOGUES)
def test_no_translation_is_left_over(language: str):
    assert sorted(set(CATALOGUES[language]) - set(TEMPLATES)) == []


@pytest.mark.parametrize("language", CATALOGUES)
def test_translations_have_the_same_fields(language: str):
    different = [t for t, own in CATALOGUES[language].items() if fields(t) != fields(own)]
    assert different == []


def literal(template: str) -> str:
    return "".join(text for text, *_ in Formatter().parse(template))


def test_the_korean_is_korean():
    foreign = [
        template
        for template, korean in CATALOGUES["ko"].items()
        if sum(letter.isalpha() for letter in literal(template)) > 2
        and not any("가" <= letter <= "힣" for letter in korean)
    ]
    assert foreign == []


def test_fields_are_filled_in():
    assert say("cell {cell}, line {line}", cell=3, line=4) == "cell 3, line 4"
    with use_language("ko"):
        korean = say("cell {cell}, line {line}", cell=3, line=4)
    assert korean != "cell 3, line 4"
    assert "3" in korean
    assert "4" in korean


def test_a_language_ends_with_its_block():
    with use_language("ko"):
        assert current_language() == "ko"
    assert current_language() == "en"


def test_an_unknown_language():
    with pytest.raises(ValueError, match="'fr'"), use_language("fr"):
        pass


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "GRADER_LANG": "en"}, "en"),
        ({"LANG": "en_GB", "LC_ALL": "ko_KR"}, "ko"),
        ({"GRADER_LANG": "KO"}, "ko"),
    ],
)
def test_what_the_environment_asks_for(environment: dict[str, str], language: str):
    assert preferred_language(environment) == language


def test_a_text_of_one_language_serves_all():
    with use_language("ko"):
        assert pick("House") == "House"
