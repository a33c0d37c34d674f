"""Pages of feedback: pure functions from a report, or from a class, to self-contained HTML."""

from grader.feedback.class_page import render_class
from grader.feedback.class_values import ClassPage, SubmissionRow, submission_row
from grader.feedback.notebook_page import annotate_notebook
from grader.feedback.pictures import Images
from grader.feedback.submission_page import render_feedback
from grader.feedback.writing import page_path, write_pages

__all__ = [
    "ClassPage",
    "Images",
    "SubmissionRow",
    "annotate_notebook",
    "page_path",
    "render_class",
    "render_feedback",
    "submission_row",
    "write_pages",
]
