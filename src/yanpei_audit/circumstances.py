"""What a run knows beside records and rules: the registry, the calendar, the exemptions, and what a day can hold."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from yanpei_audit.calendar import PLAIN, Calendar
from yanpei_audit.exemptions import NONE, Exemptions
from yanpei_audit.registry import EMPTY, Registry


class Circumstances(NamedTuple):
    """The same for everybody; `a_day` is the most of each amount that one person can plausibly do in one day."""

    registry: Registry = EMPTY
    calendar: Calendar = PLAIN
    exemptions: Exemptions = NONE
    a_day: Mapping[str, Fraction] = MappingProxyType({})
