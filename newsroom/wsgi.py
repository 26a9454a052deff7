"""Site and desk in one process: each request runs in the role its address asks for."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ["NEWSROOM_ROLE"] = "web"

application = get_wsgi_application()

from articles.reader.wall.session import refuse_unwalled  # noqa: E402

refuse_unwalled()
