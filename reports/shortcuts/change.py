"""What a shorter way is put in the place of."""

import sys
from typing import Any

Change = tuple[Any, str, Any]  # An owner, the name of what it has, and what it has from now on.


def wherever(former: Any, shorter: Any) -> list[Change]:
    """The changes that put a function in the place of another in every module that imported it."""
    modules = [module for name, module in sys.modules.items() if name.startswith(("weasyprint.", "pydyf"))]
    return [
        (module, name, shorter)
        for module in modules
        for name, value in vars(module).items()
        if value is former
    ]
