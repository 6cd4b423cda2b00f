from tests.reports.conftest import fonts as fonts
