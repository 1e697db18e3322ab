"""`exemptions.yaml`: `model` is what it comes to, `reading`, needed only where there is one, how it is read."""

from __future__ import annotations

from yanpei_audit.exemptions.model import FILE_NAME, NONE, Effect, Exemption, Exemptions, Said

__all__ = ["FILE_NAME", "NONE", "Effect", "Exemption", "Exemptions", "Said"]
