"""A profile for ``make soak``: as many sequences as there is patience for."""

from hypothesis import settings

settings.register_profile("soak", max_examples=500, deadline=None, derandomize=False)
