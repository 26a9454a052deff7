"""The product's settings, as the owner: tests make and drop databases, then play their roles."""

# ruff: noqa: F403  # that is what it is for

import os

os.environ["NEWSROOM_ROLE"] = "owner"

from newsroom.settings import *
from newsroom.settings import PASSWORD_HASHERS as SLOW

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher", *SLOW]
ALLOWED_HOSTS = ["*"]
