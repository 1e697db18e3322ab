"""The command line: arguments, the clock, printing and exit codes; nothing else does any of these."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from yanpei_audit import __version__
from yanpei_audit.exit_codes import ExitCode


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and exit; `--version` is answered before anything is loaded."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--version"]:
        print(f"yanpei-audit {__version__}")
        raise SystemExit(0)
    # Looking for pydantic's plug-ins reads the metadata of every installed package, and would run code of theirs.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from yanpei_audit.cli.door import run

        code = run(given)
    except KeyboardInterrupt:  # while the program was still being loaded, or ended
        code = ExitCode.INTERRUPTED
    raise SystemExit(code)
