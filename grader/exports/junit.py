"""Reports as JUnit XML: one test suite a submission, one test case a check.

Source: GitLab's documentation, "Unit test reports" (which elements and attributes are read: the
suite's name is a case's `classname`, messages are the content of failure, error and skipped; of
cases with the same names only the first counts; a file has at most 30 MB), and "JUnit XML file
format" as the common tools write it, which is what GitHub's actions read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree as ET

from grader.exports.cells import number
from grader.exports.texts import (
    check_text,
    error_text,
    plain_text,
    printed_text,
    remarks_text,
    shortened,
)
from grader.language import say, use_language
from grader.reports.plain import plain_line
from grader.results import CheckResult, CheckStatus, Report, Verdict

__all__ = ["render_junit"]

_MOST_OF_A_CASE: Final = 8_000
_MOST_OF_A_MESSAGE: Final = 300
_KINDS: Final = {
    CheckStatus.FAILED: "failure",
    CheckStatus.SKIPPED: "skipped",
    CheckStatus.ERROR: "error",
}
_COUNTS: Final = {"failure": "failures", "error": "errors", "skipped": "skipped"}


def render_junit(reports: Sequence[Report]) -> str:
    """Return the reports as one JUnit XML file in UTF-8, without what XML 1.0 forbids."""
    root = ET.Element("testsuites", name="grader")
    for report in reports:
        with use_language(report.language):
            root.append(_suite(report))
    suites = list(root)
    for name in ("tests", *_COUNTS.values()):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in suites)))
    root.set("time", _seconds(sum(report.wall_seconds for report in reports)))
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _suite(report: Report) -> ET.Element:
    who = plain_line(report.student) or plain_line(report.submission_name) or say("submission")
    suite = ET.Element("testsuite", name=f"{report.exercise_id}: {who}")
    suite.set("timestamp", report.started_at.isoformat(timespec="seconds"))
    suite.set("time", _seconds(report.wall_seconds))
    properties = ET.SubElement(suite, "properties")
    facts = {
        "verdict": report.verdict.value,
        "points": number(report.points),
        "max_points": number(report.max_points),
        "submission_sha256": report.submission_sha256,
    }
    for name, value in facts.items():
        ET.SubElement(properties, "property", name=name, value=plain_line(value))
    classname = f"{report.exercise_id}.{who}"
    suite.extend(_cases(report, classname))
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    for kind, count in _COUNTS.items():
        suite.set(count, str(sum(case.find(kind) is not None for case in cases)))
    printed = "\n\n".join(part for part in (remarks_text(report), printed_text(report)) if part)
    if printed:
        ET.SubElement(suite, "system-out").text = shortened(printed, _MOST_OF_A_CASE)
    return suite


def _cases(report: Report, classname: str) -> list[ET.Element]:
    """Return a case for each check, and one for what stands in no check."""
    seen: Counter[str] = Counter()
    cases: list[ET.Element] = []
    for check in report.checks:
        seen[check.name] += 1
        again = f" ({seen[check.name]})" if seen[check.name] > 1 else ""
        name = f"{check.name}{again}: {plain_line(check.title)}"
        cases.append(_case(classname, name, _KINDS.get(check.status, ""), _told(check)))
    if report.verdict is Verdict.GRADER_ERROR:
        cases.append(_case(classname, say("the grader failed, not you"), "error", report.message))
    elif report.verdict is Verdict.NOT_GRADABLE:
        cases.append(_case(classname, say("not gradable"), "failure", report.message))
    elif error := error_text(report):
        cases.append(_case(classname, say("What stopped your code"), "failure", error))
    return cases


def _told(check: CheckResult) -> str:
    return "" if check.status is CheckStatus.PASSED else check_text(check)


def _case(classname: str, name: str, kind: str, text: str) -> ET.Element:
    case = ET.Element("testcase", classname=classname, name=name, time="0.000")
    if kind:
        whole = shortened(plain_text(text), _MOST_OF_A_CASE)
        message = plain_line(whole)[:_MOST_OF_A_MESSAGE]
        ET.SubElement(case, kind, message=message).text = whole
    return case


def _seconds(value: float) -> str:
    return f"{value:.3f}"
