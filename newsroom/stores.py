"""Where the files of pictures lie: folders of this machine, or private buckets that speak S3."""

from typing import Any

from . import env, localdb

#: Of a store that is no folder; see docs/operations.md. Without a key, boto3 looks for its own.
S3 = {
    "endpoint_url": env.text("S3_URL", "") or None,
    "region_name": env.text("S3_REGION", "") or None,
    "access_key": env.text("S3_KEY", "") or None,
    "secret_key": env.secret("S3_SECRET", "") or None,
}


def store(name: str) -> dict[str, Any]:
    """One of STORAGES: in S3_<name>_BUCKET if that is set, else in <name>_DIR."""
    if bucket := env.text(f"S3_{name}_BUCKET", ""):
        return {"BACKEND": "newsroom.s3.Bucket", "OPTIONS": {"bucket_name": bucket} | S3}
    folder = env.text(f"{name}_DIR", str(localdb.data() / name.lower()))
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder},
    }
