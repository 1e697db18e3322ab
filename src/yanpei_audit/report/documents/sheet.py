"""The sheet of one person: every outcome with its clause and the activities behind it."""

from __future__ import annotations

from typing import Any

from yanpei_audit.audit import PersonResult
from yanpei_audit.report import standing
from yanpei_audit.report.documents.contents import SUMMARY_PAGE, Contents
from yanpei_audit.rules.wording import COMMA


def sheet(person: PersonResult, contents: Contents) -> dict[str, Any]:
    """Give what one person's sheet says."""
    page, own = contents.page_of(person), person.person
    files = sorted({own.span.path, *(span.path for span in own.other_spans)})
    return {
        "heading": standing.heading(contents.result, contents.view),
        "back": f"../{SUMMARY_PAGE}",
        "person": {
            "id": own.id,
            "name": own.name,
            "roles": contents.view.say(COMMA).join(own.roles),
            "subject": own.subject,
            "unit": own.unit,
            "faulty": own.faulty,
        },
        "quotas": [contents.quota(row, page) for row in contents.rows(person)],
        "drafts": list(contents.drafts(person)),
        "problems": [contents.problem(found, page) for path in files for found in contents.problems.get(path, ())],
    }
