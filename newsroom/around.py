"""Settings of the mode, and of what stands around the processes: a cache, and who watches."""

from . import env

MODE = env.choice("NEWSROOM_MODE", ("development", "production"), "development")
PRODUCTION = MODE == "production"

# What stands in front of the site, and is told of every change; see docs/operations.md
EDGE_SECRET = env.secret("EDGE_SECRET", "")
EDGE = env.choice(
    "EDGE",
    ("none", "nginx", "varnish", "fastly", "cloudflare"),
    "nginx" if PRODUCTION and EDGE_SECRET else "none",
)
# nginx or Varnish: where the worker tells each of them
EDGE_URLS = env.listing("EDGE_URLS", ["http://127.0.0.1:8080"])
# Fastly or Cloudflare: the service or zone, a token that may purge it, another address of the API
EDGE_ID = env.text("EDGE_ID", "")
EDGE_TOKEN = env.secret("EDGE_TOKEN", "")
EDGE_API = env.text("EDGE_API", "")
# For how long a copy is good without having been told of a change
EDGE_SECONDS = env.number("EDGE_SECONDS", 10, least=1, most=3600)

# Replicas that public processes read from: the worker tells the world once they have a change
REPLICA_URLS = [one.strip() for one in env.secret("REPLICA_URLS", "").split(",") if one.strip()]

# Watching: where the web processes write their figures, and whence the exporter reads them
FIGURES_DIR = env.text("FIGURES_DIR", "")
FIGURES_DIRS = env.listing("FIGURES_DIRS", [FIGURES_DIR])
# A file that the nightly backup touches when it is whole
BACKUP_STAMP = env.text("BACKUP_STAMP", "")
LOG_FORMAT = env.choice("LOG_FORMAT", ("json", "text"), "json" if PRODUCTION else "text")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {"()": "newsroom.journal.Json"},
        "text": {"format": "%(message)s"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    # That nothing is at an address is no news.
    "loggers": {"django.request": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}

# Reading proof: the house's quotation marks by language (`de=«»,en=“”`),
# and modules with checks of its own; see docs/operations.md
HOUSE_QUOTES = env.pairs("HOUSE_QUOTES", ("„“", "«»", "»«", "“”"))
PROOF_CHECKS = env.listing("PROOF_CHECKS", [])

# Minutes for which news of the desk is gathered before it is mailed
NEWS_MINUTES = env.number("NEWS_MINUTES", 10, least=3, most=1440)
