"""Data sets: manifests, splits and the recipes that render embedded ones."""
