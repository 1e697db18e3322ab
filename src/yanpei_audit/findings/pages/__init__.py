"""The pages of `explain`: cause, remedy and example of every finding, one module a group of the catalogue.

A new code has an entry in the catalogue and one in the module of its group.
"""

from __future__ import annotations

from yanpei_audit.findings.pages.characters import PAGES as CHARACTERS
from yanpei_audit.findings.pages.exceptions import PAGES as EXCEPTIONS
from yanpei_audit.findings.pages.fields import PAGES as FIELDS
from yanpei_audit.findings.pages.files import PAGES as FILES
from yanpei_audit.findings.pages.form import PAGES as FORM
from yanpei_audit.findings.pages.output import PAGES as OUTPUT
from yanpei_audit.findings.pages.page import Page
from yanpei_audit.findings.pages.people import PAGES as PEOPLE
from yanpei_audit.findings.pages.rules import PAGES as RULES
from yanpei_audit.findings.pages.spreadsheets import PAGES as SPREADSHEETS

_GROUPS = (CHARACTERS, FILES, FORM, FIELDS, PEOPLE, RULES, EXCEPTIONS, SPREADSHEETS, OUTPUT)
PAGES: dict[str, Page] = dict(sorted((code, page) for group in _GROUPS for code, page in group.items()))

# What `fmt` puts right wherever it is certain.
PUT_RIGHT_BY_FMT = frozenset(
    {"YA103", "YA106", "YA301", "YA302", "YA304", "YA305", "YA306", "YA309", "YA320", "YA324", "YA411", "YA417"}
)
