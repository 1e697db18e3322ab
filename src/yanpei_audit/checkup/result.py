"""Everything that `doctor` finds out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import NamedTuple

from yanpei_audit.checkup.encodings import Encodings
from yanpei_audit.checkup.folders import RecordFolder, WorkingFolder
from yanpei_audit.checkup.office_files import OfficeFiles
from yanpei_audit.checkup.origins import Setting
from yanpei_audit.checkup.passed_over import PassedOver
from yanpei_audit.checkup.program import Git, Program
from yanpei_audit.checkup.upkeep import Upkeep
from yanpei_audit.findings import Finding
from yanpei_audit.findings.catalogue import Severity


class Pinned(NamedTuple):
    """A period or a day of yanpei.yaml that lies in the past."""

    name: str
    place: str


class Checkup(NamedTuple):
    """One run of `doctor` over the `paths` that were named; without `upkeep` the records could not be held to anything.

    `of_settings` are the findings of yanpei.yaml, `findings` counts all of them.
    """

    today: dt.date
    paths: tuple[str, ...]
    program: Program
    git: Git
    encodings: Encodings
    folder: WorkingFolder
    settings: tuple[Setting, ...]
    has_settings: bool
    of_settings: tuple[Finding, ...]
    pinned: tuple[Pinned, ...]
    records: tuple[RecordFolder, ...]
    passed_over: PassedOver
    office: OfficeFiles
    findings: Counter[Severity]
    rules_are_wrong: bool
    upkeep: Upkeep | None
