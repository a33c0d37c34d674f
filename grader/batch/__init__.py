"""A class at a time: jobs → workers → reports, each kept before the next one begins."""
