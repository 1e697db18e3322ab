"""`explain`: the page of a finding, or the whole manual."""

from __future__ import annotations

from yanpei_audit.cli.mistakes import not_one_of
from yanpei_audit.cli.streams import say
from yanpei_audit.cli.workplace import chosen_language
from yanpei_audit.exit_codes import ExitCode
from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.language import Words
from yanpei_audit.report.manual import listing, manual, page
from yanpei_audit.suggestions import Spellings


def run(code: str | None, lang: str | None, *, markdown: bool) -> int:
    """Show the page of a code; without one, the list of codes or, as Markdown, all pages."""
    language = chosen_language(lang)
    if markdown and code is None:
        say(manual(language))
    else:
        say(page(_known(code), language) if code is not None else listing(language))
    return ExitCode.FINE


def _known(text: str) -> str:
    """Find the code that a text names: YA305, ya305, 305 or full-width-colon."""
    spellings = Spellings()
    for code, entry in CODES.items():
        spellings |= {code: code, code.removeprefix("YA"): code, entry.name: code}
    found = spellings.get(text.upper()) or spellings.get(text.lower())
    if found is None:
        raise not_one_of(Words("编码里", "The catalogue"), text, spellings)
    return found
