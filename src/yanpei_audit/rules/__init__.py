"""Rules: quotas as data over a closed set of measures, checked when they load.

`pack` is what a file of rules says, `measures` how activities become a number, `where` which of them are looked at,
`rulebook` everything in force in one run.
"""

from __future__ import annotations

from yanpei_audit.rules.pack import Bounds, ReadyRule, Rule, RuleId, RulePack, make_ready, read_pack

__all__ = ["Bounds", "ReadyRule", "Rule", "RuleId", "RulePack", "make_ready", "read_pack"]
