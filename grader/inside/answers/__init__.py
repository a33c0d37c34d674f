"""Answering from local data what a submission would fetch from the network.

Whatever a submission asks for by URL is looked up by the last part of the URL's path among the
files that the job names. All of this runs in the student's own process: it need not resist them,
but it must never end a run by itself, and it costs next to nothing where it is not used.
"""
