"""Exam-practice grader and exercise autograder for TensorFlow image classification."""

__version__ = "0.1.0"
