"""Property tests draw the same examples on every machine, and a slow machine fails none of them."""

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "rolewise",
    derandomize=True,
    deadline=None,
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# For `make mutation`, which runs the tests a thousand times and doesn't ask which example failed.
settings.register_profile(
    "mutation",
    settings.get_profile("rolewise"),
    max_examples=12,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("rolewise")
