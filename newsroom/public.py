"""The site alone: a process that knows no desk and logs in where no draft can be seen."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
os.environ["NEWSROOM_ROLE"] = "reader"

application = get_wsgi_application()

from articles.reader.wall.session import refuse_unwalled  # noqa: E402

refuse_unwalled()
