"""Rules on their way to be judged with: every name in them looked up, and what cannot hold reported."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from yanpei_audit.calendar import Stretch
from yanpei_audit.glossary import canonical, key_words
from yanpei_audit.language import Words
from yanpei_audit.records.kinds import spellings_for
from yanpei_audit.registry import MOST_YEARS
from yanpei_audit.rules.audience import AppliesTo, with_known_names
from yanpei_audit.rules.conditions import resolve
from yanpei_audit.rules.consequences import check_consequences
from yanpei_audit.rules.limits import Limit, Limits
from yanpei_audit.rules.measures import Measure
from yanpei_audit.rules.measures.share import Share
from yanpei_audit.rules.pack import Also, PairEnd, Provided, Rule, RuleId, RulePack, read_by
from yanpei_audit.rules.ready import Proviso, Reading, ReadyRule
from yanpei_audit.rules.where import OF_A_PAIR, OF_A_SCHOOL, Vocabulary, report_unknown
from yanpei_audit.source import Document, Location


def make_ready(
    pack: RulePack,
    document: Document,
    vocabulary: Vocabulary,
    parameters: Mapping[str, str],
    versions: tuple[Stretch, ...],
) -> tuple[ReadyRule, ...]:
    """Look up every name in a pack's rules, and report those that do not exist.

    `parameters` give the numbers that sources have lost, by the id of the rule, `versions` the days of each version.
    """
    names = [rule.id for rule in pack.rules]
    vocabulary = vocabulary._replace(rules=frozenset(names))
    tiers = [tier.name for tier in pack.tiers]
    _check_tiers(pack, document)
    audience = with_known_names(document, ("applies_to",), pack.applies_to, vocabulary.kinds, tiers)
    ready = []
    for number, rule in enumerate(pack.rules):
        if rule.id in names[:number]:
            document.report("YA712", document.span("rules", number, "id"), text=rule.id)
        one = _Preparation(pack, rule, ("rules", number), document, vocabulary)
        ready.append(one.ready(audience, parameters.get(f"{pack.pack}/{rule.id}"))._replace(versions=versions))
    _check_references(ready, document)
    check_consequences(pack.consequences, {one.id.rule: one for one in ready}, document)
    return tuple(ready)


def _check_tiers(pack: RulePack, document: Document) -> None:
    """Report the tiers that share years of service with one before them."""
    for number, tier in enumerate(pack.tiers):
        for other in pack.tiers[:number]:
            if any(tier.holds(years) and other.holds(years) for years in range(MOST_YEARS + 1)):
                detail = SHARED_YEARS.format(one=other.words, other=tier.words)
                document.report("YA701", document.span("tiers", number), detail=detail)


class _Preparation(NamedTuple):
    """One rule on its way to be made ready."""

    pack: RulePack
    rule: Rule
    location: Location
    document: Document
    vocabulary: Vocabulary

    def ready(self, audience: AppliesTo, parameter: str | None) -> ReadyRule:
        """Look up every name, and put the rule together."""
        rule, document, location, kinds = self.rule, self.document, self.location, self.vocabulary.kinds
        self._resolve(rule.measure, "measure")
        tiers = [tier.name for tier in self.pack.tiers]
        addressees = with_known_names(document, (*location, "applies_to"), rule.applies_to, kinds, tiers)
        at_least, at_most = self._limits()
        if parameter is not None and at_least is not None and at_least.is_unknown:
            at_least, parameter = Limit.model_validate(parameter), None
        bound = next((name for name in ("exactly", *BOUNDS) if getattr(rule, name) is not None), "measure")
        evidence = None
        if rule.counts_if is not None:
            evidence = resolve(rule.counts_if, self.vocabulary, document, (*location, "counts_if"))
        limits = Limits(rule.measure, at_least, at_most)
        ready = ReadyRule(
            RuleId(self.pack.pack, rule.id, self.pack.version),
            rule,
            self.pack,
            limits,
            rule.period or self.pack.period,
            document.span(*location, bound),
            audience,
            addressees,
            evidence,
            tuple(self._reading(number, also, limits) for number, also in enumerate(rule.also)),
            self._proviso("only_if", None),
            self._proviso("unless", parameter),
            self._pair(),
            self._asked_of_schools(),
            rule.beyond is not None or any(measure.depends_on_order() for measure in self._measures()),
        )
        self._check_reachable(limits, bound)
        self._check_prorated(limits)
        return ready

    def _check_prorated(self, limits: Limits) -> None:
        """Report a rule that is to be prorated and has no lower bound of amounts."""
        prorate = self.rule.prorate
        if prorate is not None and prorate.by != "none" and not limits.can_be_prorated():
            self.document.report("YA701", self.document.span(*self.location, "prorate"), detail=NOTHING_TO_PRORATE)

    def _check_reachable(self, limits: Limits, bound: str) -> None:
        """Report a lower bound above all that the measure can come to, and names of partners without pairs."""
        low, largest = limits.plain().at_least, self.rule.measure.largest()
        if low is not None and largest is not None and low > largest:
            detail = NEVER_MET.format(most=largest)
            self.document.report("YA701", self.document.span(*self.location, bound), detail=detail)
        if self.rule.pair is None and any(OF_A_PAIR in measure.asks() for measure in self._measures()):
            self.document.report("YA701", self.document.span(*self.location, "measure"), detail=NEEDS_A_PAIR)

    def _measures(self) -> list[Measure]:
        """Give every measure of the rule."""
        rule = self.rule
        provisos = [one.measure for one in (rule.unless, rule.only_if) if one is not None]
        return [rule.measure, *(also.measure for also in rule.also), *provisos]

    def _asked_of_schools(self) -> tuple[str, ...]:
        """Give what any measure of the rule, or what it needs to count, asks about schools."""
        fields = {field for measure in self._measures() for field in measure.asks()}
        fields |= {canonical(field) for field in self.rule.counts_if or ()}
        return tuple(sorted(field.removeprefix(OF_A_SCHOOL) for field in fields if field.startswith(OF_A_SCHOOL)))

    def _resolve(self, measure: Measure, *steps: str | int) -> None:
        measure.resolve(self.vocabulary, self.document, (*self.location, *steps))

    def _limits(self) -> tuple[Limit | None, Limit | None]:
        """Give both bounds of the rule, those that its measure implies where it has none."""
        written, limits = self.rule, self.rule.limits
        if written.exactly is not None:
            exact = self._known(limits.at_least, "exactly")
            return exact, exact
        return self._known(limits.at_least, "at_least"), self._known(limits.at_most, "at_most")

    def _known(self, limit: Limit | None, *steps: str | int) -> Limit | None:
        """Put the roles' own names in place of those written, and report roles and tiers that do not exist."""
        if limit is None or limit.by is None:
            return limit
        tiers, kinds, values = [tier.name for tier in self.pack.tiers], self.vocabulary.kinds, {}
        for text, number in limit.values.items():
            place = (*self.location, *steps, text)
            if limit.by == "tier":
                if text not in tiers:
                    report_unknown(self.document, place, Words("分层", "tier"), text, tiers, key=True)
                values[text] = number
            elif role := kinds.role(text):
                if role.name in values:
                    self.document.report("YA712", self.document.key_span(*place), text=text)
                values[role.name] = number
            else:
                known = spellings_for(text, kinds.roles.values())
                report_unknown(self.document, place, Words("岗位", "role"), text, known, key=True)
        return limit.model_copy(update={"values": values})

    def _reading(self, number: int, also: Also, own: Limits) -> Reading:
        """Make another reading ready; without bounds of its own it has those of the rule, if it can read them."""
        self._resolve(also.measure, "also", number, "measure")
        if also.at_least is not None or also.at_most is not None:
            bounds = (self._known(getattr(also, name), "also", number, name) for name in BOUNDS)
            return Reading(also.reading.words, Limits(also.measure, *bounds), also.if_differs == "pending")
        try:
            for limit in own[1:]:
                read_by(limit, also.measure)
        except PydanticCustomError as error:
            place = self.document.span(*self.location, "also", number, "measure")
            self.document.report("YA404", place, key=Words("at_least", "at_least"), **(error.context or {}))
        return Reading(also.reading.words, own._replace(measure=also.measure), also.if_differs == "pending")

    def _proviso(self, option: str, parameter: str | None) -> Proviso | None:
        """Make ready what the rule depends on; a parameter that the rule itself does not need is its number."""
        proviso: Provided | None = getattr(self.rule, option)
        if proviso is None:
            return None
        self._resolve(proviso.measure, option, "measure")
        at_least = self._known(proviso.at_least, option, "at_least")
        if parameter is not None and at_least is not None and at_least.is_unknown:
            at_least = Limit.model_validate(parameter)
        return Proviso(proviso.reading.words, Limits(proviso.measure, at_least, None))

    def _pair(self) -> PairEnd | None:
        pair, kinds = self.rule.pair, self.vocabulary.kinds
        if pair is None:
            return None
        if word := kinds.word("pair", pair.kind):
            return pair.model_copy(update={"kind": word.name})
        known = spellings_for(pair.kind, kinds.values["pair"].values())
        report_unknown(self.document, (*self.location, "pair", "kind"), key_words("pairs"), pair.kind, known)
        return pair


BOUNDS = ("at_least", "at_most")


def _check_references(ready: Collection[ReadyRule], document: Document) -> None:
    """Report references to rules that do not exist, that lead back, or that cannot hold what they should."""
    by_name = {one.id.rule: one for one in ready}
    for number, one in enumerate(ready):
        for option in ("part_of", "beyond"):
            name = getattr(one.rule, option)
            place = ("rules", number, option)
            if name is None:
                continue
            if name not in by_name:
                report_unknown(document, place, Words("规则", "rule"), name, by_name)
            elif by_name[name].length is not one.length:
                document.report("YA701", document.span(*place), detail=OTHER_LENGTH.format(rule=name))
            elif option == "part_of" and _is_above(one, by_name[name]):
                document.report("YA701", document.span(*place), detail=ABOVE_THE_WHOLE.format(rule=name))
        _check_needed(one, number, by_name, document)
        if one.id.rule in _reached(one, by_name):
            document.report("YA701", document.span("rules", number, "id"), detail=LEADS_BACK.format(rule=one.id.rule))


def _check_needed(one: ReadyRule, number: int, by_name: Mapping[str, ReadyRule], document: Document) -> None:
    """Report what is taken of the bound of a rule whose bound is none of amounts, or of another period or subject."""
    places: dict[Location, str | None] = {("rules", number, "beyond"): one.rule.beyond}
    if isinstance(one.measure, Share):
        places["rules", number, "measure", "out_of", "bound_of"] = one.measure.out_of.bound_of
    for place, name in places.items():
        other = by_name.get(name or "")
        if other is None or (place[-1] == "beyond" and other.length is not one.length):  # that is told already
            continue
        if not (other.limits.has_plain_least() and other.length is one.length and other.rule.subject == "person"):
            document.report("YA701", document.span(*place), detail=NO_AMOUNT.format(rule=name))


def _is_above(part: ReadyRule, whole: ReadyRule) -> bool:
    """Say whether the part is asked for more than the whole, where both are plain numbers."""
    low, high = part.limits.plain().at_least, whole.limits.plain().at_least
    return low is not None and high is not None and low > high


def _reached(one: ReadyRule, by_name: Mapping[str, ReadyRule]) -> set[str]:
    """Give the rules that a rule refers to, and those that they refer to."""
    reached: set[str] = set()
    waiting = list(_references(one))
    while waiting:
        name = waiting.pop()
        if name not in reached and name in by_name:
            reached.add(name)
            waiting += _references(by_name[name])
    return reached


def _references(one: ReadyRule) -> Iterator[str]:
    yield from one.measure.refers_to()
    yield from one.needs_evidence.refers if one.needs_evidence else ()
    if one.rule.beyond is not None:
        yield one.rule.beyond


SHARED_YEARS = Words("“{one}”和“{other}”两层的教龄有重叠", "tiers '{one}' and '{other}' share years of service")
NOTHING_TO_PRORATE = Words(
    "只有数量的下限才能折算，百分比和 exactly 不能",
    "only a lower bound of an amount can be prorated, no part and no exactly",
)
NEVER_MET = Words("最多只会是 {most}，永远达不到", "it can be {most} at most, and never that much")
NEEDS_A_PAIR = Words(
    "用到结对的对方（partner），规则要写 pair: {kind: 师徒, end: lead 或 partner}",
    "it asks for partners, so the rule needs pair: {kind: …, end: lead or partner}",
)
NO_AMOUNT = Words(
    "规则“{rule}”的下限不是同一周期、同一个人的数量，不能这样用",
    "the lower bound of rule '{rule}' is no amount of the same person and period",
)
OTHER_LENGTH = Words("规则“{rule}”的周期不同，不能合起来算", "rule '{rule}' has periods of another length")
ABOVE_THE_WHOLE = Words("其中的定额比“{rule}”的总定额还高", "it asks for more than '{rule}', of which it is a part")
LEADS_BACK = Words("规则“{rule}”绕了一圈又用到它自己", "rule '{rule}' leads back to itself")
