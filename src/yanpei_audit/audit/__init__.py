"""Record × rules × period → outcomes. Pure: no clock, no files, no locale; the same inputs give the same result."""

from __future__ import annotations

from yanpei_audit.audit.judge import judge_person
from yanpei_audit.audit.outcomes import (
    FAILING,
    HELD,
    AlsoRead,
    AuditResult,
    Draft,
    Outcome,
    PersonResult,
    RuleStatistics,
    Verdict,
    exit_code,
)
from yanpei_audit.audit.pace import Pace
from yanpei_audit.audit.quotas import all_findings, excused_findings

__all__ = [
    "FAILING",
    "HELD",
    "AlsoRead",
    "AuditResult",
    "Draft",
    "Outcome",
    "Pace",
    "PersonResult",
    "RuleStatistics",
    "Verdict",
    "all_findings",
    "excused_findings",
    "exit_code",
    "judge_person",
]
