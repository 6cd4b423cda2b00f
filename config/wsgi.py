"""The door for a WSGI server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

from config.loading import load_all  # noqa: E402  Models are there only now.
from quiz.sweeping import start_sweeping  # noqa: E402

load_all()
start_sweeping()
gc.freeze()  # What is loaded by now stays: no collection during a request need look through it.
