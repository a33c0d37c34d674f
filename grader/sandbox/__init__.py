"""Where code that we do not trust runs. `grader.sandbox.protocol` is the seam."""
