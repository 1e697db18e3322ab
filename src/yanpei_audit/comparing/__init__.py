"""Two states of one working folder → who flips between them, and by what: audits alone tell, nothing is guessed.

`states` mixes two states component by component, `flips` compares what two audits concluded, and `causes` finds the
components that lead from one verdict to the other.
"""

from __future__ import annotations

from yanpei_audit.comparing.audited import OneSided
from yanpei_audit.comparing.causes import Audit, compare
from yanpei_audit.comparing.flips import Difference, Flip
from yanpei_audit.comparing.states import Component, State, Wanted, assignment_of

__all__ = ["Audit", "Component", "Difference", "Flip", "OneSided", "State", "Wanted", "assignment_of", "compare"]
