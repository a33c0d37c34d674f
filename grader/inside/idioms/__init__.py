"""Answering idioms of earlier versions of Keras, TensorFlow and NumPy as they were answered then.

A submission that was right in its time runs, and the report names the line and today's spelling.
Each answer is small, is noted where a student's own line asked for it, and changes nothing for
code that does not use it. `grader/idioms.py` has the words; docs/compatibility.md is written from
them. A strict run installs none of this.
"""
