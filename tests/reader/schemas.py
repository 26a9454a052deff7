"""The standards' own schemas, where somebody has put them beside the project."""

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
PLACES = (HOUSE.parent / "schemas", HOUSE.parent / "shared/site-check/schemas")
NEWSML, NINJS = "NewsML-G2_2.35-spec-All-Power.xsd", "ninjs-schema_3.1.json"


def schema(name):
    """The file, or a skip that says what is missing."""
    named = os.environ.get("NEWSROOM_SCHEMAS")
    for folder in (Path(named),) if named else PLACES:
        if (folder / name).is_file():
            return folder / name
    pytest.skip(f"No {name} in ../schemas, nor where NEWSROOM_SCHEMAS says: nothing to hold it to.")


def faults_of_newsml(files):
    """What xmllint says of these files, in one run; nothing where all is well."""
    if not shutil.which("xmllint"):
        pytest.skip("No xmllint here: nothing to hold NewsML-G2 to its schema.")
    asked = ["xmllint", "--noout", "--nonet", "--huge", "--schema", schema(NEWSML), *files]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return [line for line in done.stderr.splitlines() if not line.endswith(" validates")]


def faults_of_ninjs(documents):
    validator = ninjs_validator()
    return [
        f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}"
        for document in documents
        for one in validator.iter_errors(document)
    ]


@cache
def ninjs_validator():
    path = schema(NINJS)
    jsonschema = pytest.importorskip("jsonschema", reason="No jsonschema here: ninjs is not held.")
    from referencing import Registry, Resource

    anything = Resource.from_contents({"$schema": "http://json-schema.org/draft-07/schema#"})
    registry = Registry().with_resource("https://geojson.org/schema/GeoJSON.json", anything)
    known = json.loads(path.read_text(encoding="utf-8"))
    kind = jsonschema.validators.validator_for(known)
    return kind(known, registry=registry, format_checker=kind.FORMAT_CHECKER)
