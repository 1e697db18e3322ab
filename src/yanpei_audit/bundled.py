"""Where our own rules/, templates/ and integrations/ are: inside the wheel, or at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent
SHOWN = "yanpei-audit"
NO_PACKS = ("kinds", "requirements")


def folder(name: str) -> Path:
    """Give the folder of shipped `rules`, `templates` or `integrations`."""
    packed = _PACKAGE / "bundle" / name
    return packed if packed.is_dir() else _PACKAGE.parents[1] / name


def shown(path: Path) -> str:
    """Give the path by which findings call a shipped file, the same in a wheel and in a checkout."""
    return f"{SHOWN}:{path.parent.name}/{path.name}"


def packs() -> dict[str, Path]:
    """Give the shipped rule packs by name."""
    return {path.stem: path for path in sorted(folder("rules").glob("*.yaml")) if path.stem not in NO_PACKS}
