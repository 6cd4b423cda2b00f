"""Measurements of what the scoring model reaches. Not part of the product, not run by its tests."""
