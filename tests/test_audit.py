"""The audit of dependencies: a known weakness ends the build, a silent network does not."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

AUDIT = settings.BASE_DIR / ".ci/audit"
WEAK = {"id": "PYSEC-1", "fix_versions": ["2.0"]}


def audited(folder: Path, *lines: str) -> subprocess.CompletedProcess[str]:
    """What `.ci/audit` says where the auditor is this program."""
    auditor = folder / "auditor"
    auditor.write_text("\n".join(["#!/usr/bin/env bash", *lines]))
    auditor.chmod(0o755)
    more = os.environ | {"PIP_AUDIT": str(auditor)}
    return subprocess.run([AUDIT], env=more, capture_output=True, text=True, check=False)


def report(*vulns: dict[str, object]) -> str:
    """A line that writes what an auditor writes that was answered."""
    said = {"dependencies": [{"name": "django", "version": "1.0", "vulns": list(vulns)}]}
    file = '"$(echo "$@" | sed -E "s/.*--output ([^ ]+).*/\\1/")"'
    return f"echo '{json.dumps(said)}' > {file}"


def test_a_known_weakness_ends_the_build_and_is_named(tmp_path):
    done = audited(tmp_path, report(WEAK), "exit 1")
    assert done.returncode == 1
    assert "django 1.0: PYSEC-1, mended in 2.0" in done.stdout


def test_nothing_known_is_no_fault(tmp_path):
    done = audited(tmp_path, report())
    assert (done.returncode, "1 packages, 0 known" in done.stdout) == (0, True)


@pytest.mark.parametrize("lines", [["exit 1"], ["echo 'no route to host' >&2", "exit 1"]])
def test_where_nobody_answers_it_says_so_and_goes_on(tmp_path, lines):
    done = audited(tmp_path, *lines)
    assert done.returncode == 0
    assert "Not audited" in done.stdout


def test_half_a_report_is_no_answer(tmp_path):
    cut = report(WEAK).replace("}]}", "")
    assert "Not audited" in audited(tmp_path, cut, "exit 1").stdout


def test_every_list_that_production_may_install_is_asked_about(tmp_path):
    said = tmp_path / "said"
    audited(tmp_path, f'echo "$@" >> {said}', report())
    named = set(said.read_text().split())
    lists = {one.name for one in settings.BASE_DIR.glob("requirements*.txt")}
    assert lists - named == {"requirements-dev.txt", "requirements-local.txt"}
