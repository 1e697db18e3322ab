"""Rules tried out: the examples of a pack run as somebody's record, and every bound tried just below, at and above."""

from __future__ import annotations

from yanpei_audit.trials.trying import Trial, try_pack, try_rule

__all__ = ["Trial", "try_pack", "try_rule"]
