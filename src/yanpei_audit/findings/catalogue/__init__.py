"""The catalogue of findings: code, name, severity and wording, one entry each, one module a group.

A code is never reused; a name says the defect. The hint says what to type or do next.
"""

from __future__ import annotations

from yanpei_audit.findings.catalogue.characters import ENTRIES as BYTES
from yanpei_audit.findings.catalogue.entry import Entry, Severity
from yanpei_audit.findings.catalogue.exceptions import ENTRIES as EXCEPTIONS
from yanpei_audit.findings.catalogue.fields import ENTRIES as FIELDS
from yanpei_audit.findings.catalogue.files import ENTRIES as FILES
from yanpei_audit.findings.catalogue.form import ENTRIES as FORM
from yanpei_audit.findings.catalogue.ourselves import ENTRIES as OURSELVES
from yanpei_audit.findings.catalogue.output import ENTRIES as OUTPUT
from yanpei_audit.findings.catalogue.people import ENTRIES as PEOPLE
from yanpei_audit.findings.catalogue.rules import ENTRIES as RULES
from yanpei_audit.findings.catalogue.spreadsheets import ENTRIES as SPREADSHEETS
from yanpei_audit.findings.catalogue.writing import ENTRIES as WRITING

__all__ = ["CODES", "GROUPS", "Entry", "Severity"]

GROUPS = {
    "bytes": BYTES,
    "files": FILES,
    "form": FORM,
    "fields": FIELDS,
    "people": PEOPLE,
    "rules": RULES,
    "exceptions": EXCEPTIONS,
    "writing": WRITING,
    "spreadsheets": SPREADSHEETS,
    "output": OUTPUT,
    "ourselves": OURSELVES,
}
CODES: dict[str, Entry] = {code: entry for group in GROUPS.values() for code, entry in group.items()}
