"""The files of the registry → everything they say, or findings at their own places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

from yanpei_audit.figures import figure
from yanpei_audit.findings import Related, SourceSpan
from yanpei_audit.glossary import comparable, key_words
from yanpei_audit.language import Words
from yanpei_audit.records.kinds import Kinds, spellings_for
from yanpei_audit.registry.model import Member, Pair, Pairs, People, School, Schools
from yanpei_audit.registry.register import Registry
from yanpei_audit.source import Document, Location
from yanpei_audit.suggestions import advice_or_listing
from yanpei_audit.validation import Written, validate

FOLDER = "registry"
SCHOOL_FIELDS = ("area", "district", "stage")
FILES: Mapping[str, type[Written]] = MappingProxyType({"people": People, "schools": Schools, "pairs": Pairs})
Entries = dict[str, tuple[Written, ...]]


def read_registry(documents: Iterable[Document], kinds: Kinds) -> Registry:
    """Build the registry of its files; every mistake in any of them stands in its document's findings."""
    found: Entries = {}
    places: dict[str, SourceSpan] = {}
    for document in documents:
        name = document.path.rsplit("/", 1)[-1].removesuffix(".yaml")
        if document.whole and name in FILES and (file := validate(FILES[name], document)) is not None:
            found[name] = checked(getattr(file, name), (name,), document, kinds)
            for number, one in enumerate(file.people if isinstance(file, People) else ()):
                places[one.id] = document.span(name, number, "name")
    return together([found])._replace(places=places)


def together(several: Iterable[Entries]) -> Registry:
    """Put people, schools and pairs together."""
    entries = [entry for found in several for part in found.values() for entry in part]
    people = {one.id: one for one in entries if isinstance(one, Member)}
    schools = {one.name: one for one in entries if isinstance(one, School)}
    aliases = {alias: school.name for school in schools.values() for alias in school.aliases}
    pairs = tuple(one for one in entries if isinstance(one, Pair))
    return Registry(people, schools, aliases, pairs)


def checked(entries: Sequence[Written], location: Location, document: Document, kinds: Kinds) -> tuple[Written, ...]:
    """Put canonical words into the entries, and report words and names that are unknown or taken."""
    checked = []
    taken: dict[str, int] = {}
    for number, entry in enumerate(entries):
        for step, text in _names(entry):
            if taken.setdefault(comparable(text), number) != number:
                document.report("YA712", document.span(*location, number, *step), text=text)
        if entry in entries[:number]:
            document.report("YA712", document.span(*location, number), text=_shown(entry))
        if isinstance(entry, Member):
            _check_service(entry, (*location, number), document)
        checked.append(entry.model_copy(update=dict(_words(entry, (*location, number), document, kinds))))
    return tuple(checked)


def _check_service(member: Member, location: Location, document: Document) -> None:
    """Report posts of one day that are more than a full one together, and what lies before joining or after leaving."""
    first, last = member.joined or dt.date.min, member.left or dt.date.max
    reported = set()
    for post in member.posts:
        start = post.from_ or first
        shares = {number: one.share for number, one in enumerate(member.posts) if one.holds_in(start, start)}
        held = {number: share for number, share in shares.items() if share is not None}
        total = sum(held.values(), Fraction())
        if total > 1 and (latest := max(held)) not in reported:
            reported.add(latest)
            others = [document.span(*location, "posts", number, "share") for number in held if number != latest]
            document.report(
                "YA515",
                document.span(*location, "posts", latest, "share"),
                detail=TOO_MANY_POSTS.format(total=figure(total, up=True)),
                related=tuple(Related(span, HELD_TOO) for span in others),
            )
    for field in ("posts", "away"):
        for number, timed in enumerate(getattr(member, field)):
            if not timed.holds_in(first, last):
                late = member.left is not None and timed.from_ is not None and timed.from_ > member.left
                detail = AFTER_LEAVING.format(day=member.left) if late else BEFORE_JOINING.format(day=member.joined)
                span = document.span(*location, field, number, "from" if late else "to")
                document.report("YA515", span, detail=detail)


def _shown(entry: Written) -> str:
    return f"{entry.lead}—{entry.partner}" if isinstance(entry, Pair) else str(getattr(entry, "name", ""))


def _names(entry: Written) -> Iterator[tuple[Location, str]]:
    if isinstance(entry, Member):
        yield ("id",), entry.id
    elif isinstance(entry, School):
        yield ("name",), entry.name
        for number, alias in enumerate(entry.aliases):
            yield ("aliases", number), alias


def _words(entry: Written, location: Location, document: Document, kinds: Kinds) -> Iterator[tuple[str, object]]:
    """Give the fields that allow only words, in the words' own names."""
    if isinstance(entry, Member):
        yield "roles", _roles(entry.roles, location, document, kinds)
        posts = [
            post.model_copy(update={"roles": _roles(post.roles, (*location, "posts", number), document, kinds)})
            for number, post in enumerate(entry.posts)
        ]
        yield "posts", tuple(posts)
        for number, one in enumerate(entry.away):
            _word(document, (*location, "away", number, "kind"), one.kind, "away", kinds)
    elif isinstance(entry, School):
        for field in ("area", "stage"):
            if text := getattr(entry, field):
                yield field, _word(document, (*location, field), text, field, kinds)
    elif isinstance(entry, Pair):
        yield "kind", _word(document, (*location, "kind"), entry.kind, "pair", kinds)


def _roles(roles: Sequence[str], location: Location, document: Document, kinds: Kinds) -> tuple[str, ...]:
    return tuple(
        _word(document, (*location, "roles", number), text, "roles", kinds) for number, text in enumerate(roles)
    )


def _word(document: Document, location: Location, text: str, field: str, kinds: Kinds) -> str:
    word = kinds.role(text) if field == "roles" else kinds.word(field, text)
    if word is not None:
        return word.name
    known = spellings_for(text, (kinds.roles if field == "roles" else kinds.values[field]).values())
    code, key = ("YA420", key_words("roles")) if field == "roles" else ("YA419", key_words(str(location[-1])))
    document.report(code, document.span(*location), key=key, text=text, known="", hint=advice_or_listing(text, known))
    return text


TOO_MANY_POSTS = Words(
    "同时担任的岗位，份额加起来是 {total}，超过 1", "the shares held at once add up to {total}, more than 1"
)
HELD_TOO = Words("同时担任的", "held at the same time")
BEFORE_JOINING = Words("整段都在入职（{day}）之前", "all of it lies before joining ({day})")
AFTER_LEAVING = Words("整段都在离职（{day}）之后", "all of it lies after leaving ({day})")
