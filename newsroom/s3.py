"""A private bucket that speaks S3, in place of a folder. Needs the extra `s3`."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

#: Nobody waits longer for a store that is away. Checksums are asked of those that know them.
PATIENCE = Config(
    connect_timeout=5,
    read_timeout=20,
    retries={"total_max_attempts": 2},
    signature_version="s3v4",
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


@contextmanager
def answering() -> Iterator[None]:
    """Raises ConnectionError for what boto3 calls a failure: callers know files, not buckets."""
    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        raise ConnectionError(f"The store of pictures does not answer: {error}") from error


class Bucket(S3Storage):
    """No file has an address or rights of its own in it, and none is written over."""

    def __init__(self, **options: Any) -> None:
        fixed = {"client_config": PATIENCE, "default_acl": None, "file_overwrite": False}
        super().__init__(**fixed | options)

    def _open(self, name: str, mode: str = "rb") -> Any:
        with answering():
            opened = super()._open(name, mode)
            opened.seek(0)  # fetches it: later nobody is prepared for a failure
            return opened

    def _save(self, name: str, content: Any) -> str:
        with answering():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with answering():
            super().delete(name)

    def exists(self, name: str) -> bool:
        """The bucket itself, which has no name, is there."""
        with answering():
            return not name or bool(super().exists(name))

    def size(self, name: str) -> int:
        with answering():
            return int(super().size(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with answering():
            folders, files = super().listdir(name)
            return folders, files

    def get_modified_time(self, name: str) -> datetime:
        with answering():
            moment: datetime = super().get_modified_time(name)
            return moment
