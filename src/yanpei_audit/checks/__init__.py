"""What a schema cannot see: what only shows between activities, files and people."""

from __future__ import annotations

from yanpei_audit.language import Words

ELSEWHERE = Words("另一处", "the other place")
