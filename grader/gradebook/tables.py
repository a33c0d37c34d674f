"""The tables of a gradebook, the same in SQLite and in PostgreSQL.

Times are text in ISO 8601, UTC, to the microsecond: they sort as they are, a person can read them
with any SQLite browser, and no database turns them into a time zone of its own.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

__all__ = [
    "SCHEMA",
    "BatchRow",
    "OverrideRow",
    "ReportRow",
    "ReportTextRow",
    "SchemaRow",
    "StudentRow",
    "Table",
    "stamp",
]

SCHEMA: Final = 1
"""Raised whenever the tables change."""

_Number = BigInteger().with_variant(Integer, "sqlite")
"""SQLite gives numbers of its own to INTEGER only, which is as long there as BIGINT elsewhere."""


def stamp(moment: datetime) -> str:
    """Return a time as it is stored: UTC, always to the microsecond, so that texts sort as times.

    Raises:
        ValueError: If it has no time zone: it could be any of 26 hours.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


class Moment(TypeDecorator[datetime]):
    """A time with its zone in Python, text in the database."""

    impl = String(32)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write it as `stamp` says."""
        del dialect
        return None if value is None else stamp(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read it back."""
        del dialect
        return None if value is None else datetime.fromisoformat(value)


class Table(DeclarativeBase):
    """The base of all tables."""

    type_annotation_map = {datetime: Moment, str: Text()}  # noqa: RUF012 SQLAlchemy's way


class SchemaRow(Table):
    """The one row that says whose file this is, and how old its tables are."""

    __tablename__ = "gradebook"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    schema_version: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime]


class BatchRow(Table):
    """One run of `grader batch`; `options` is JSON."""

    __tablename__ = "batches"

    id: Mapped[int] = mapped_column(_Number, primary_key=True)
    options: Mapped[str]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class StudentRow(Table):
    """Somebody who hands in; `ids` is JSON."""

    __tablename__ = "students"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str]
    ids: Mapped[str]
    section: Mapped[str]
    from_roster: Mapped[bool]


class ReportRow(Table):
    """What is listed of one report. `repeat` counts from 0 how often a job was done afresh."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("student", "exercise_id", "key", "repeat", name="one_row_a_job"),
        Index("reports_by_key", "key"),
        Index("reports_by_file", "exercise_id", "sha256"),
    )

    id: Mapped[int] = mapped_column(_Number, primary_key=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"))
    student: Mapped[str] = mapped_column(ForeignKey("students.key"))
    exercise_id: Mapped[str]
    key: Mapped[str]
    repeat: Mapped[int] = mapped_column(Integer)
    verdict: Mapped[str]
    points: Mapped[float]
    max_points: Mapped[float]
    pass_points: Mapped[float]
    submitted_at: Mapped[datetime | None]
    late_by_platform: Mapped[bool]
    graded_at: Mapped[datetime]
    seed: Mapped[int] = mapped_column(BigInteger)
    wall_seconds: Mapped[float]
    path: Mapped[str]
    sha256: Mapped[str]
    language: Mapped[str]
    trainings: Mapped[int] = mapped_column(Integer)
    identical_to: Mapped[str]
    spec_digest: Mapped[str]
    grader_digest: Mapped[str]


class ReportTextRow(Table):
    """The whole report: JSON, compressed with zlib. Apart, so that listing reads none of it."""

    __tablename__ = "report_texts"

    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"), primary_key=True)
    json_zlib: Mapped[bytes] = mapped_column(LargeBinary)


class OverrideRow(Table):
    """Points that a person gave, or, where `points` is NULL, took back. Rows are only added."""

    __tablename__ = "overrides"
    __table_args__ = (Index("overrides_by_student", "student", "exercise_id"),)

    id: Mapped[int] = mapped_column(_Number, primary_key=True)
    student: Mapped[str] = mapped_column(ForeignKey("students.key"))
    exercise_id: Mapped[str]
    points: Mapped[float | None]
    author: Mapped[str]
    reason: Mapped[str]
    made_at: Mapped[datetime]
