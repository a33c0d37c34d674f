"""Submissions that are alike: ranked, with what they share, for a person to look at.

Nothing of a submission is executed. A high share is a reason to look, and no proof.
"""
