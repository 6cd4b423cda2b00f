"""A text area for one sentence: it shows all of it, and line breaks in it mean nothing."""

from collections.abc import Mapping
from typing import Any

from django.forms import Textarea


class Sentence(Textarea):
    """Several lines on the page, one line when stored."""

    def __init__(self, cols: int = 90) -> None:
        super().__init__(attrs={"rows": 2, "cols": cols})

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        text = super().value_from_datadict(data, files, name)
        return " ".join(text.split()) if isinstance(text, str) else text
