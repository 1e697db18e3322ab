"""What `doctor` finds out; how it is said stands in the package of this name below `report`.

`program` is what is installed, `encodings` what is written and shown in, `origins` where each setting comes from,
`folders`, `office_files` and `passed_over` what lies where, `upkeep` what has not been kept up, `advice` what follows.
"""

from __future__ import annotations

from yanpei_audit.checkup.advice import Advice, advise
from yanpei_audit.checkup.result import Checkup

__all__ = ["Advice", "Checkup", "advise"]
