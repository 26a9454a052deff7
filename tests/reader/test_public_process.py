"""The public process: what it does not load cannot break out of it."""

import os
import subprocess
import sys

import pytest

LOADED = "import django, sys; django.setup(); import articles.reader.urls; print(*sys.modules)"


@pytest.mark.parametrize("name", ["axes", "django.contrib.admin", "articles.desk", "articles.wire"])
def test_the_public_process_has_nothing_of_the_desk(name):
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "NEWSROOM_ROLE": "reader"}
    ran = subprocess.run(
        [sys.executable, "-c", LOADED], env=env, check=True, capture_output=True, text=True
    )
    loaded = ran.stdout.split()
    assert "articles.reader.views" in loaded
    assert name not in loaded
