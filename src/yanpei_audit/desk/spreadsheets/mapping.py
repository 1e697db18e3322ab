"""A file that says what the columns of a foreign spreadsheet are, and what holds for all its rows."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from pydantic import Field

from yanpei_audit.desk.spreadsheets.columns import NOTHING, column_advice, field_of
from yanpei_audit.findings import Area, Finding
from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.findings.catalogue.entry import Severity
from yanpei_audit.glossary import comparable
from yanpei_audit.records import Text, Texts
from yanpei_audit.records.kinds import Kinds
from yanpei_audit.source import Document, read_text
from yanpei_audit.validation import Written, validate


class _File(Written):
    """What a mapping may say; every name of a field is one that a column may have."""

    columns: dict[str, Text] = Field(default_factory=dict)
    fixed: dict[str, Text] = Field(default_factory=dict)
    ignore: Texts = ()
    sheets: Texts = ()


class ColumnMapping(NamedTuple):
    """The fields of foreign columns by what heads them, folded for comparing; what holds for every row; which sheets.

    An empty field is a column to pass over. Without `sheets` all of them are read.
    """

    fields: Mapping[str, str] = MappingProxyType({})
    fixed: Mapping[str, str] = MappingProxyType({})
    sheets: tuple[str, ...] = ()


PLAIN = ColumnMapping()


def read_mapping(data: bytes, shown: str, kinds: Kinds) -> tuple[ColumnMapping, list[Finding]]:
    """Read a mapping; with any error among its findings it says nothing."""
    document = read_text(data, shown, area=Area.RULES)
    file = validate(_File, document) if document.whole else None
    if file is None:
        return PLAIN, document.findings
    fields = {comparable(head): NOTHING for head in file.ignore}
    for key, name in file.columns.items():
        field = _field(document, ("columns", key), name, kinds)
        head = document.written_key("columns", key)
        if fields.setdefault(comparable(head), field) != field:
            document.report("YA712", document.key_span("columns", key), text=head)
    fixed = {
        _field(document, ("fixed", key), document.written_key("fixed", key), kinds, key=True): text
        for key, text in file.fixed.items()
    }
    if any(found.severity is Severity.ERROR for found in document.findings):
        return PLAIN, document.findings
    return ColumnMapping(fields, fixed, file.sheets), document.findings


def _field(document: Document, location: tuple[str, str], name: str, kinds: Kinds, *, key: bool = False) -> str:
    """Give the field of this name, and report a name that no field has."""
    field = field_of(name, kinds)
    if not field:
        span = document.key_span(*location) if key else document.span(*location)
        document.report("YA813", span, text=name, hint=column_advice(name, kinds, CODES["YA813"].hint))
    return field or NOTHING
