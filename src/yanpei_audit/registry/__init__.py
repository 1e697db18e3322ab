"""The registry: what a working folder knows of people, schools and pairs beside the records.

`registry/people.yaml`, `registry/schools.yaml` and `registry/pairs.yaml`, each of them optional. `model` is what they
say, `reading` how they are read, `service` when and as what somebody serves, `register` all of it to be looked up.
"""

from __future__ import annotations

from yanpei_audit.registry.model import MOST_YEARS, Member, Pair, School, Years, read_share
from yanpei_audit.registry.reading import FILES, FOLDER, SCHOOL_FIELDS, checked, read_registry, together
from yanpei_audit.registry.register import EMPTY, Registry
from yanpei_audit.registry.service import ALWAYS, Holding, Part, Service

__all__ = [
    "ALWAYS",
    "EMPTY",
    "FILES",
    "FOLDER",
    "MOST_YEARS",
    "SCHOOL_FIELDS",
    "Holding",
    "Member",
    "Pair",
    "Part",
    "Registry",
    "School",
    "Service",
    "Years",
    "checked",
    "read_registry",
    "read_share",
    "together",
]
