"""Training submissions that only define the functions of the course's notebooks."""
