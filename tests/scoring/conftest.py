"""Property tests draw the same examples on every machine, and a slow machine fails none of them."""

from hypothesis import settings

settings.register_profile("rolewise", derandomize=True, deadline=None, max_examples=60, database=None)
settings.load_profile("rolewise")
