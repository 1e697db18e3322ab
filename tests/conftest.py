"""What all tests share: running the program as a person would, and rewriting what cases expect."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from coverage import Coverage

from yanpei_audit.cli.door import run

REPOSITORY = Path(__file__).parents[1]


@dataclass(frozen=True)
class Said:
    """What a run said: its exit code and both streams."""

    exit: int
    out: str
    err: str
    raw: bytes = field(default=b"", compare=False, repr=False)


VARIABLES = (
    "YANPEI_LANG",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "GITHUB_ACTIONS",
    "GITHUB_STEP_SUMMARY",
)
Program = Callable[..., Said]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-cases", action="store_true", help="rewrite what the case folders expect; read the diff")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Leave one tracer in each worker: pytest-cov starts a first one there whose figures nobody reads."""
    unread = Coverage.current() if hasattr(session.config, "workerinput") else None
    if unread is not None:
        unread.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Run a test that is unmeasured, and what it sets up, without the tracer."""
    measured = Coverage.current() if item.get_closest_marker("unmeasured") else None
    if measured is None:
        return (yield)
    measured.stop()
    try:
        return (yield)
    finally:
        measured.start()


@pytest.fixture
def update_cases(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-cases"))


@pytest.fixture
def program(monkeypatch: pytest.MonkeyPatch) -> Program:
    """Run the command line in a folder and with variables of one's own; nothing of the environment shows through."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)

    def call(
        arguments: Sequence[str],
        *,
        folder: Path | None = None,
        variables: Mapping[str, str] | None = None,
        encoding: str = "utf-8",
    ) -> Said:
        with monkeypatch.context() as context:
            if folder is not None:
                context.chdir(folder)
            for name, value in (variables or {}).items():
                context.setenv(name, value)
            out, err = BytesIO(), BytesIO()
            streams = [TextIOWrapper(stream, encoding=encoding, newline="\n") for stream in (out, err)]
            with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
                code = run(list(arguments))
            for stream in streams:
                stream.flush()
        raw = out.getvalue()
        return Said(code, raw.decode(encoding, errors="replace"), err.getvalue().decode(encoding), raw)

    return call
