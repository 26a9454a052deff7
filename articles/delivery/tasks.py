"""Jobs of delivery."""

import logging

from procrastinate.contrib.django import app

log = logging.getLogger("newsroom.delivery")


@app.task(name="delivery.refresh", queue="delivery", retry=10)
def refresh(uid: str, paths: list[str]) -> None:
    """These addresses have changed. What stands in front of the site fetches them anew."""
    log.info("refresh %s: %s", uid, " ".join(paths))
