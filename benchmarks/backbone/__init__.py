"""How the embedded pretrained backbone was made, and what it is worth. Not part of the wheel."""
