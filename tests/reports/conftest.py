import pytest
from django.conf import settings

from reports.fonts import make_fonts


@pytest.fixture(scope="session")
def fonts() -> None:
    """The faces that the print renderer needs; made once on a machine."""
    make_fonts(settings.FONT_DIR)
