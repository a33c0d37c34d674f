"""Exports: pure functions from grades and reports to the files that other systems take."""
