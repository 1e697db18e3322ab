"""Record × rules × period → outcomes. Pure: no clock, no files, no locale; the same inputs give the same result."""

from __future__ import annotations

from yanpei_audit.audit.judge import judge_person
from yanpei_audit.audit.outcomes import AlsoRead, AuditResult, Outcome, PersonResult, RuleStatistics, Verdict, exit_code
from yanpei_audit.audit.quotas import quota_findings

__all__ = [
    "AlsoRead",
    "AuditResult",
    "Outcome",
    "PersonResult",
    "RuleStatistics",
    "Verdict",
    "exit_code",
    "judge_person",
    "quota_findings",
]
