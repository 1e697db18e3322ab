"""Rule packs in prose, and what they make of the requirements of the sources: Markdown that a leader reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from yanpei_audit.glossary import ADVISORY
from yanpei_audit.language import Words
from yanpei_audit.report.escaping import escape
from yanpei_audit.report.lines import inert
from yanpei_audit.report.standing import bounds_in_unit, period_length
from yanpei_audit.report.view import View
from yanpei_audit.rules import ReadyRule, RulePack
from yanpei_audit.rules.audience import AppliesTo
from yanpei_audit.rules.consequences import Consequence, When
from yanpei_audit.rules.limits import Limit
from yanpei_audit.rules.pack import Tier
from yanpei_audit.rules.proration import ROUNDINGS
from yanpei_audit.rules.requirements import Coverage, Index, Treatment
from yanpei_audit.rules.wording import COMMA, OR_ELSE, SEMICOLON, joined, listed, where_words


def pack_page(pack: RulePack, rules: Sequence[ReadyRule], view: View) -> str:
    """Write a pack as Markdown: where it comes from, whom it is for, and every rule with its reading."""
    say = view.say
    lines = [
        f"# {_inert(say(pack.title.words))}",
        "",
        f"`{pack.pack}`",
        "",
        _inert(say(ORIGIN.format(document=_origin(pack)))),
    ]
    lines += ["", say(FOR.format(whom=audience_words(pack.applies_to)))]
    if pack.tiers:
        lines += [
            "",
            say(TIERS.format(tiers=joined([_tier_words(tier) for tier in pack.tiers], SEMICOLON))),
        ]
    for rule in rules:
        lines += ["", f"## {_inert(say(rule.rule.title.words))}", "", f"`{rule.id}`", ""]
        lines += [f"- {_inert(line)}" for line in rule_lines(rule, view)]
    titles = {rule.id.rule: rule.rule.title.words for rule in rules}
    for one in pack.consequences:
        title = CONSEQUENCE.format(title=one.title.words)
        lines += ["", f"## {_inert(say(title))}", "", f"`{pack.pack}/{one.id}`", ""]
        lines += [f"- {_inert(say(line))}" for line in consequence_words(one, pack, titles)]
    return "\n".join(lines) + "\n"


def consequence_words(one: Consequence, pack: RulePack, titles: Mapping[str, Words]) -> Iterator[Words]:
    """Say when a consequence follows, how that is read, what it outweighs, and where it comes from."""
    yield FOLLOWS.format(when=_when_words(one.when, titles))
    if one.looks_back > 1:
        yield (IN_A_ROW if one.within is None else OUT_OF).format(periods=one.periods, within=one.looks_back)
    if one.reading is not None:
        yield READING.format(reading=one.reading.words)
    if one.also is not None:
        yield ALSO.format(reading=one.also.reading.words)
    named = {other.id: other.title.words for other in pack.consequences}
    if one.outweighs:
        yield OUTWEIGHS.format(others=joined([named.get(name, Words(name, name)) for name in one.outweighs], COMMA))
    yield SOURCE.format(clause=one.clause)


def _when_words(when: When, titles: Mapping[str, Words]) -> Words:
    if when.rule is not None:
        return FAILS.format(title=titles.get(when.rule, Words(when.rule, when.rule)))
    parts = [_when_words(part, titles) for part in when.all_ or when.any_]
    return joined(parts, AND if when.all_ else OR_ELSE)


def rule_lines(rule: ReadyRule, view: View) -> Iterator[str]:
    """Write a rule line by line: what it asks, of whom, what counts, how it is read, where it comes from."""
    return (view.say(line) for line in _rule_words(rule, view))


def _rule_words(rule: ReadyRule, view: View) -> Iterator[Words]:
    written = rule.rule
    asked = ASKED.format(bound=bounds_in_unit(rule, view), period=period_length(rule, view))
    yield Words(asked.zh + ADVISORY.zh, asked.en + ADVISORY.en) if written.level == "advisory" else asked
    yield from _whom(rule)
    yield MEASURED.format(what=rule.measure.in_words())
    if written.counts_if is not None:
        yield EVIDENCE.format(where=where_words(written.counts_if))
    for name, sentence in ((written.beyond, BEYOND), (written.part_of, PART_OF)):
        if name is not None:
            yield sentence.format(rule=name)
    if written.reading is not None:
        yield READING.format(reading=written.reading.words)
    for other in rule.others:
        yield (ALSO if other.decides else NOTED).format(reading=other.words)
    if rule.occasion is not None:
        yield ONLY_IF.format(reading=rule.occasion.words)
    if rule.freedom is not None:
        yield UNLESS.format(reading=rule.freedom.words)
    yield from _over_time(rule)
    yield SOURCE.format(clause=written.clause)


def _over_time(rule: ReadyRule) -> Iterator[Words]:
    """Say how a rule is prorated, and how long what was missed may be made up."""
    prorate = rule.prorate
    if prorate.by != "none" and rule.limits.has_plain_least():
        yield (PRORATED if prorate.decides else FOR_REFERENCE).format(
            unit=BASES[prorate.by], rounding=ROUNDINGS[prorate.round]
        )
        if prorate.reading is not None:
            yield WHY_PRORATED.format(reading=prorate.reading.words)
    if rule.grace:
        yield GRACE.format(days=rule.grace)


def _whom(rule: ReadyRule) -> Iterator[Words]:
    """Say whom a rule is for, where that is not everybody whom its pack is for, and to what each is held."""
    if rule.addressees.roles or rule.addressees.units or rule.addressees.tiers:
        yield FOR.format(whom=audience_words(rule.addressees))
    if rule.pair is not None:
        yield PAIRS.format(kind=rule.pair.kind, end=ENDS[rule.pair.end])
    for limit in (rule.limits.at_least, rule.limits.at_most):
        if limit is not None and limit.by is not None:
            yield _scale_words(limit)


def audience_words(applies_to: AppliesTo) -> Words:
    """Say whom something is for."""
    parts = [
        named.format(names=listed(names, COMMA))
        for names, named in ((applies_to.roles, ROLES), (applies_to.units, UNITS), (applies_to.tiers, IN_TIERS))
        if names
    ]
    return joined(parts, COMMA) if parts else EVERYONE


def _scale_words(limit: Limit) -> Words:
    parts = [Words(f"{name} {number}", f"{name} {number}") for name, number in limit.values.items()]
    words = joined(parts, COMMA)
    return SCALE.format(scale=words, several=SEVERAL[limit.if_several])


def _tier_words(tier: Tier) -> Words:
    if tier.from_years is None and tier.to_years is None:
        return BY_NAME.format(name=tier.words)
    high = "…" if tier.to_years is None else tier.to_years
    return BY_YEARS.format(name=tier.words, low=tier.from_years or 0, high=high)


def _inert(text: str) -> str:
    """Make a text of a pack mean nothing in Markdown, in HTML and to whoever reads the log."""
    return inert(str(escape(text)))


def _origin(pack: RulePack) -> str:
    return "；".join(text for text in (pack.source.document, pack.source.file, pack.source.place) if text)


def coverage_page(index: Index, covered: Coverage, view: View) -> str:
    """Write, as Markdown, how many requirements of each system are enforced, attested, or why not."""
    say = view.say
    order = [one for one in Treatment if one is not Treatment.OPEN or one in covered.treatments.values()]
    head = [SYSTEM, ALL, *(one.words for one in order)]
    rows = [_row([say(words) for words in head]), "|" + " --- |" + " ---: |" * (len(head) - 1)]
    sums: Counter[Treatment] = Counter()
    for system in index.systems:
        counts = Counter(covered.treatments[one.id] for one in index.requirements if one.system == system.id)
        sums += counts
        name = f"{system.zh if view.language == 'zh' else system.en} `{system.id}`"
        rows.append(_row([name, counts.total(), *(counts[one] or "" for one in order)]))
    rows.append(_row([say(ALL), sums.total(), *(sums[one] for one in order)]))
    hard = Counter(covered.treatments[one.id] for one in index.requirements if one.strength == "H")
    personal = [one for one in index.requirements if one.strength == "H" and one.subject in ("person", "pair")]
    settled = (Treatment.ENFORCED, Treatment.ATTESTED, Treatment.DRAFTED)
    decided = sum(covered.treatments[one.id] in settled for one in personal)
    closing = CLOSING.format(
        all=sums.total(), hard=hard.total(), personal=len(personal), decided=decided, open=sums[Treatment.OPEN]
    )
    return "\n".join([f"# {say(COVERAGE)}", "", say(INTRODUCTION), "", *rows, "", say(closing)]) + "\n"


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(map(str, cells)) + " |"


ASKED = Words("要求：{bound}，每{period}", "Asked: {bound} each {period}")
ORIGIN = Words("依据：{document}", "Source: {document}")
FOR = Words("适用：{whom}", "For: {whom}")
EVERYONE = Words("所有人", "everyone")
ROLES, UNITS, IN_TIERS = (
    Words("岗位为{names}", "roles {names}"),
    Words("单位为{names}", "units {names}"),
    Words("分层为{names}", "tiers {names}"),
)
TIERS = Words("分层：{tiers}", "Tiers: {tiers}")
BY_NAME, BY_YEARS = (
    Words("{name}（由名册写明）", "{name} (as the registry says)"),
    Words("{name} 教龄 {low}–{high} 年", "{name}, {low}–{high} years of service"),
)
SCALE = Words("按岗位或分层：{scale}；{several}", "By role or tier: {scale}; {several}")
SEVERAL = {
    "highest": Words("一人有几个的取最高", "the highest for whoever has several"),
    "lowest": Words("一人有几个的取最低", "the lowest for whoever has several"),
}
PAIRS = Words("每一对分别要求：{kind}，{end}", "Asked for each pair: {kind}, {end}")
ENDS = {
    "lead": Words("主方（如师傅）", "the lead, such as a mentor"),
    "partner": Words("对方（如徒弟）", "the partner, such as an apprentice"),
}
MEASURED = Words("计数：{what}", "Counted: {what}")
EVIDENCE = Words("计入的条件：{where}", "What counts needs: {where}")
BEYOND = Words("规则“{rule}”先用够定额，余下的才计入", "Only what rule '{rule}' does not need for its quota")
PART_OF = Words("包含在规则“{rule}”的总量之内", "Part of the total of rule '{rule}'")
READING = Words("口径：{reading}", "Reading: {reading}")
ALSO = Words("另一种读法（结果不同则待核）：{reading}", "Another reading (pending where it differs): {reading}")
NOTED = Words("另一种读法（只作参考）：{reading}", "Another reading (for information): {reading}")
ONLY_IF = Words("只对这样的人：{reading}", "Only for whom: {reading}")
UNLESS = Words("免除：{reading}", "Exempt: {reading}")
CONSEQUENCE = Words("后果：{title}", "Consequence: {title}")
FOLLOWS = Words(
    "拟定的条件：{when}；由人决定，本程序不执行", "Drafted where {when}; people decide, the program does nothing"
)
FAILS = Words("“{title}”未达标", "'{title}' is missed")
AND = Words("，而且", " and ")
IN_A_ROW = Words("连续 {periods} 个周期都这样", "In {periods} periods one after the other")
OUT_OF = Words("最近 {within} 个周期里有 {periods} 个这样", "In {periods} of the last {within} periods")
OUTWEIGHS = Words("同时出现时取代：{others}", "Takes the place of: {others}")
PRORATED = Words("按在岗的{unit}折算，{rounding}", "Prorated by the {unit} served, {rounding}")
FOR_REFERENCE = Words(
    "按在岗的{unit}折算只作参考，{rounding}：折算后才达到的待核",
    "Prorated by the {unit} served for reference only, {rounding}: pending where that is needed",
)
WHY_PRORATED = Words("折算的说明：{reading}", "About prorating: {reading}")
BASES = {
    "teaching_weeks": Words("教学周", "teaching weeks"),
    "working_days": Words("工作日", "working days"),
    "days": Words("天数", "days"),
}
GRACE = Words(
    "周期结束后 {days} 天内补上的，算逾期补报", "What is made up within {days} days after the period counts as late"
)
SOURCE = Words("条款：{clause}", "Clause: {clause}")
COVERAGE = Words("要求覆盖表", "Coverage of the requirements")
INTRODUCTION = Words(
    "来源文件的每条要求由哪种办法处理；条目见 `rules/requirements.yaml`。",
    "What becomes of every requirement of the source documents; they are listed in `rules/requirements.yaml`.",
)
SYSTEM, ALL = Words("系统", "System"), Words("合计", "All")
CLOSING = Words(
    "共 {all} 条，其中硬指标 {hard} 条；对个人的硬指标 {personal} 条，由规则判定、由人认定或拟定后果 {decided} 条；"
    "还没有规则的 {open} 条。",
    "{all} requirements, {hard} of them hard; of {personal} hard ones for persons {decided} are enforced, attested or "
    "drafted; {open} have no rule yet.",
)
