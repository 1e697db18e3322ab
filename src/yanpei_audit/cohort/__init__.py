"""Everybody's files → one result: read, judged and forgotten person by person, so that memory stays flat."""

from __future__ import annotations

from yanpei_audit.cohort.everybody import Progress, audit_files
from yanpei_audit.cohort.memory import Memory
from yanpei_audit.cohort.shares import Assignment, read_again, report_unknown_schools

__all__ = ["Assignment", "Memory", "Progress", "audit_files", "read_again", "report_unknown_schools"]
