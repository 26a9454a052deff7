"""The product's settings, as the owner: tests make and drop databases, then play their roles."""

import os

os.environ["NEWSROOM_ROLE"] = "owner"

from newsroom.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
