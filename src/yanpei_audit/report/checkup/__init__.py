"""What `doctor` says: short lines in sections, and at the end what should be done.

A line that asks for something begins with ``!``, one about what is wrong with ``x``.
"""

from __future__ import annotations

from yanpei_audit.checkup import Checkup, advise
from yanpei_audit.report.checkup.files import files_section
from yanpei_audit.report.checkup.lines import section_lines
from yanpei_audit.report.checkup.people import people_section
from yanpei_audit.report.checkup.program import encodings_section, program_section
from yanpei_audit.report.checkup.settings import settings_section
from yanpei_audit.report.checkup.todo import todo_lines
from yanpei_audit.report.view import View


def render(checkup: Checkup, view: View) -> str:
    """Write all sections."""
    advice = advise(checkup)
    marks = {one.todo: one.is_error for one in advice}
    sections = (
        program_section(checkup, marks),
        encodings_section(checkup, marks),
        settings_section(checkup, marks, view),
        files_section(checkup, marks, view),
        people_section(checkup, view),
    )
    lines = [line for section in sections for line in (*section_lines(section, view), "")]
    return "\n".join([*lines, *todo_lines(advice, view)]) + "\n"
