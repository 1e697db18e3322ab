"""Rules: quotas as data over a closed set of measures, checked when they load.

`pack` is what a file of rules says, `measures` how activities become a number, `where` which of them are looked at,
`limits` the bounds, `ready` a rule with every name looked up, `preparing` how it comes to be, `rulebook` everything in
force in one run, `requirements` what our packs make of the sources.
"""

from __future__ import annotations

from yanpei_audit.rules.limits import Bounds
from yanpei_audit.rules.pack import Rule, RuleId, RulePack
from yanpei_audit.rules.ready import ReadyRule

__all__ = ["Bounds", "ReadyRule", "Rule", "RuleId", "RulePack"]
