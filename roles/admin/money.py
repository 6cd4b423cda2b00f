"""A figure's numbers in one line."""

from roles.models import Figure
from roles.models.pay import RANGES


def amounts(figure: Figure) -> str:
    """ "USD 133,000", "USD 120,000 to 180,000" or the median with its quartiles."""
    if figure.kind in RANGES:
        return f"{figure.currency} {written(figure.low)} to {written(figure.high)}"
    if figure.lower_quartile is None:
        return f"{figure.currency} {written(figure.middle)}"
    quartiles = f"{written(figure.lower_quartile)} to {written(figure.upper_quartile)}"
    return f"{figure.currency} {written(figure.middle)} (middle half {quartiles})"


def written(amount: int | None) -> str:
    """With thousands separated; unknown stays unknown."""
    return "unknown" if amount is None else f"{amount:,}"
