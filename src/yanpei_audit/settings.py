"""`yanpei.yaml`: what a working folder settles once; everything in it has a default."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field, PlainValidator, field_validator
from pydantic_core import PydanticCustomError

from yanpei_audit.calendar import NotAPeriodError, Period, read_period
from yanpei_audit.findings import Area
from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.language import Language
from yanpei_audit.records import Day, Text, Texts
from yanpei_audit.records.kinds import KindTable
from yanpei_audit.scalars import MONTHS, MisreadError, narrow
from yanpei_audit.source import Document, read_text
from yanpei_audit.suggestions import Advice, advice
from yanpei_audit.validation import as_written, misread, validate

FILE_NAME = "yanpei.yaml"
DEFAULT_PACKS = ("researcher-quota",)


def _period(written: object) -> Period:
    if not written:
        raise PydanticCustomError("empty", "empty")
    try:
        return read_period(str(written))
    except NotAPeriodError:
        raise misread(MisreadError("YA713", text=written, hint=period_advice(str(written)))) from None


AnyPeriod = Annotated[Period, PlainValidator(_period)]


def period_advice(text: str) -> Advice:
    """Ask for the period that was probably meant, or show how one is written."""
    years = re.findall(r"(?:19|20)\d\d", narrow(text))
    year = int(years[0]) if years else 0
    spellings = [f"{year}-{year + 1}-1", f"{year}-{year + 1}-2", f"{year}-{year + 1}", f"{year}秋", f"{year}春"]
    spellings += [f"{year}-{month:02d}" for month in range(1, MONTHS + 1)]
    return advice(text, spellings if years else (), CODES["YA713"].hint)


class FileText(NamedTuple):
    """The bytes of a file and the path by which findings call it."""

    shown: str
    data: bytes


class Settings(KindTable):
    """What `yanpei.yaml` may say; it also adds kinds, roles and words of the office's own.

    `records` and the files among `packs` are paths relative to the working folder. The `office` signs notices.
    `parameters` gives, as PACK/RULE, the numbers that the sources of rules have lost.
    """

    records: Texts = ("records",)
    packs: Texts = DEFAULT_PACKS
    period: AnyPeriod | None = None
    as_of: Day | None = None
    language: Language | None = None
    office: Text | None = None
    parameters: dict[Text, Text] = Field(default_factory=dict)

    @field_validator("records", "packs")
    @classmethod
    def _paths_that_may_be(cls, paths: Texts) -> Texts:
        for path in paths:
            if "\0" in path:  # no system has such a path, and asking for it is an error
                raise misread(MisreadError("YA711", text=path))
        return paths


def read_settings(file: FileText | None) -> tuple[Settings, Document]:
    """Read the settings; mistakes stand in the document's findings, and the defaults then hold."""
    if file is None:
        return Settings.model_construct(), Document("", area=Area.RULES)
    document = read_text(file.data, file.shown, area=Area.RULES)
    if any(found.code == "YA107" for found in document.findings):  # nothing but comments: the defaults hold
        return Settings.model_construct(), Document(file.shown, area=Area.RULES)
    if not document.whole:
        return Settings.model_construct(), document
    return validate(Settings, document, labels=as_written) or Settings.model_construct(), document


def find_working_folder(start: Path) -> Path | None:
    """Look for `yanpei.yaml` from `start` upwards, no further than the folder that holds `.git`."""
    here = start if start.is_dir() else start.parent
    for folder in (here, *here.parents):
        if os.path.lexists(folder / FILE_NAME) and not os.path.isdir(folder / FILE_NAME):
            return folder
        if (folder / ".git").exists():
            return None
    return None
