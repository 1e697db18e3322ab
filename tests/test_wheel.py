"""The wheel carries all it needs and works from anywhere, away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import REPOSITORY

pytestmark = pytest.mark.unmeasured


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_rules_templates_and_workflows_that_git_tracks(wheel: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "integrations", "rules", "templates"],
        cwd=REPOSITORY,
        check=True,
        capture_output=True,
        text=True,
    )
    names = zipfile.ZipFile(wheel).namelist()

    assert sorted(name.split("bundle/")[1] for name in names if "/bundle/" in name) == sorted(listed.stdout.split())


def test_the_installed_wheel_checks_and_reports_from_the_root_folder(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
        "--target",
        str(installed),
        str(wheel),
    ]
    subprocess.run(pip, check=True, capture_output=True)
    environment = {**os.environ, "PYTHONPATH": str(installed), "COVERAGE_PROCESS_START": ""}
    records = str(REPOSITORY / "examples" / "minimal" / "records")

    def ran(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "yanpei_audit", *arguments],
            cwd="/",
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stderr

    where = subprocess.run(
        [sys.executable, "-c", "import yanpei_audit; print(yanpei_audit.__file__)"],
        cwd="/",
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    results = (
        Path(where.stdout.strip()).is_relative_to(installed),
        ran("check", records, "--period", "2025-2026-1"),
        ran("report", records, "--period", "2025-2026-1", "--out", str(tmp_path / "report")),
        sorted(path.relative_to(tmp_path / "report").as_posix() for path in (tmp_path / "report").rglob("*.md")),
    )

    pages = ["appendix.md", "notices/R001.md", "people/R001.md", "public.md", "summary.md"]
    assert results == (True, (1, ""), (1, ""), pages)
