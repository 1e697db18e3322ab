"""The house keeps its shape: imports point down, types hold, style is one, names agree."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import REPOSITORY

from yanpei_audit.audit import Verdict
from yanpei_audit.glossary import ACTIVITY_KEYS, REASONS, RECORD_KEYS, VERDICTS
from yanpei_audit.records import Activity, Record

pytestmark = pytest.mark.unmeasured


def ran(*command: str) -> tuple[int, str]:
    done = subprocess.run([sys.executable, "-m", *command], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    return done.returncode, "" if done.returncode == 0 else done.stdout + done.stderr


def test_imports_point_down() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout[-300:] if done.returncode else "") == (0, "")


def test_types_hold() -> None:
    assert ran("mypy") == (0, "")


def test_the_code_is_clean() -> None:
    assert ran("ruff", "check", "--no-cache") == (0, "")


def test_the_code_is_formatted() -> None:
    assert ran("ruff", "format", "--check", "--no-cache") == (0, "")


def test_the_glossary_names_every_field_of_the_models_and_no_other() -> None:
    fields = {
        model: [field.alias or name for name, field in model.model_fields.items()] for model in (Record, Activity)
    }

    assert {Record: sorted(fields[Record]), Activity: sorted(fields[Activity])} == {
        Record: sorted(key.name for key in RECORD_KEYS),
        Activity: sorted(key.name for key in ACTIVITY_KEYS),
    }


def test_the_glossary_names_every_verdict() -> None:
    assert sorted(VERDICTS) == sorted(Verdict)


def test_the_schema_knows_every_verdict_and_reason() -> None:
    from test_formats import SCHEMA

    definitions = SCHEMA["definitions"]
    reasons = definitions["result"]["properties"]["not_counted"]["items"]["properties"]["reason"]["enum"]

    assert (definitions["verdict"]["enum"], sorted(reasons)) == (
        [verdict.value for verdict in Verdict],
        sorted(REASONS),
    )
