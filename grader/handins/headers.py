"""What the columns of a roster are called, in the exports of platforms and by people.

Sources: Canvas's gradebook export (`Student,ID,SIS User ID,SIS Login ID,Section`), Moodle's
participants and grading worksheet (`Identifier,Full name,Email address`), Gradescope's roster
(`First Name,Last Name,SID,Email,Section`), GitHub Classroom's (`identifier,github_username,name`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

__all__ = ["IDENTIFYING", "roles"]

# By what a header becomes without case, spaces and signs.
_SPELLINGS: Final = {
    "login": (
        "login", "loginid", "sisloginid", "username", "user", "userid", "netid", "account",
        "uniqname", "onyen", "아이디", "로그인", "사용자명", "사용자이름", "계정",
    ),
    "sis": ("sis", "sisid", "sisuserid", "integrationid"),
    "number": (
        "id", "idnumber", "studentid", "studentnumber", "studentno", "matriculation",
        "matriculationnumber", "matrikelnummer", "sid", "universityid", "rollno", "rollnumber",
        "학번", "학생번호", "식별번호",
    ),
    "email": (
        "email", "emailaddress", "mail", "이메일", "이메일주소", "메일", "전자우편",
        "메일주소",
    ),
    "name": (
        "name", "fullname", "student", "studentname", "displayname", "sortablename", "성명",
        "학생", "학생이름", "학생명", "이름",
    ),
    "first": ("first", "firstname", "givenname", "forename", "givennames", "firstnames"),
    "last": ("last", "lastname", "surname", "familyname", "성"),
    "section": (
        "section", "sections", "group", "groups", "class", "분반", "반", "조", "그룹", "섹션",
    ),
    "canvas": ("canvasid", "canvasuserid"),
    "moodle": ("moodleid", "participant", "participantid"),
    "identifier": ("identifier", "식별자"),
    "github": ("github", "githubusername", "githublogin"),
}  # fmt: skip
_ROLES: Final = {spelling: role for role, all_ in _SPELLINGS.items() for spelling in all_}
IDENTIFYING: Final = frozenset(_SPELLINGS) - {"first", "last", "section"}


def roles(header: Sequence[str]) -> dict[str, int]:
    """Return which column holds what; the first of several that hold the same.

    "ID" is Canvas's own number where the export is Canvas's, and a student number elsewhere.
    "이름" is a first name where "성" is a column, too, and a full name elsewhere.
    """
    bare = [_bare(each) for each in header]
    of_canvas = any(each in {"sisuserid", "sisloginid"} for each in bare)
    found: dict[str, int] = {}
    for column, spelling in enumerate(bare):
        role = _ROLES.get(spelling)
        if of_canvas and spelling in {"id", "studentid"}:
            role = "canvas"
        if spelling == "이름" and "성" in bare:
            role = "first"
        if role is not None:
            found.setdefault(role, column)
    return found


def _bare(header: str) -> str:
    text = unicodedata.normalize("NFKC", header).casefold()
    return "".join(char for char in text if char.isalnum())
