"""What somebody owes a rule where that is not its plain bound: prorated by their service, or as an exemption says."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import NamedTuple

from yanpei_audit.calendar import ONE_DAY, Calendar, Length, Period
from yanpei_audit.exemptions import Effect, Exemption
from yanpei_audit.figures import figure
from yanpei_audit.language import Words
from yanpei_audit.records import Person
from yanpei_audit.registry import Service
from yanpei_audit.rules import Bounds, ReadyRule
from yanpei_audit.rules.limits import Limits
from yanpei_audit.rules.proration import Prorate, ProratedBy
from yanpei_audit.rules.wording import joined

IN_WEEKS = Prorate.model_construct(by="teaching_weeks", round="up", decides=False)


class Dues(NamedTuple):
    """A lower bound in place of the rule's own, and how it comes about."""

    at_least: Fraction
    formula: Words

    def of(self, bounds: Bounds) -> Bounds:
        """Put it in the place of the lower bound."""
        return bounds._replace(at_least=self.at_least)


class _Post(NamedTuple):
    """What is owed for a post in full, and how many of the period's units it was held."""

    least: Fraction
    units: Fraction


class Served(NamedTuple):
    """Somebody's service in a period; `person` has the roles that they have when no post says otherwise."""

    person: Person
    service: Service
    calendar: Calendar
    period: Period


def by_service(rule: ReadyRule, limits: Limits, served: Served, prorate: Prorate) -> Dues | None:
    """Prorate a lower bound by the part of a period that somebody serves, post by post; None where it is all of it.

    The `limits` are those of the rule or of another reading of it.
    """
    person, service, calendar, period = served
    if service.is_plain or not limits.can_be_prorated():
        return None
    units = _units(calendar, period, prorate.by)
    held: dict[Fraction, Fraction] = {}
    for part in service.parts(period.first, period.last):
        for holding in part.holdings:
            if rule.is_for_holding(holding, person):
                roles = holding.roles or person.roles
                least = limits.bounds(roles, rule.tier_of(person), None).at_least or Fraction()
                held[least] = held.get(least, Fraction()) + holding.share * _sum(units, part.first, part.last)
    whole = sum(units.values(), Fraction())
    posts = [_Post(least, number) for least, number in held.items() if number]
    if not whole or (len(posts) == 1 and posts[0].units == whole):
        return None
    exact = sum((post.least * post.units / whole for post in posts), Fraction())
    terms = [_term(post.least, _number(post.units), _number(whole), prorate.by) for post in posts]
    formula = joined(terms, PLUS) if terms else NOTHING_HELD
    return Dues(prorate.rounded(exact), formula.then(prorate.result_in_words(exact)))


def by_short_term(limits: Limits, least: Fraction | None, calendar: Calendar, period: Period) -> Dues | None:
    """Prorate a lower bound by the teaching weeks of a term that is shorter than a regular one."""
    if least is None or period.length is not Length.TERM or not limits.can_be_prorated():
        return None
    regular = calendar.term_of(period.first).regular_weeks
    if regular is None or (weeks := len(calendar.weeks(period.first, period.last, "teaching"))) >= regular:
        return None
    exact = least * weeks / regular
    formula = _term(least, str(weeks), str(regular), "teaching_weeks")
    return Dues(IN_WEEKS.rounded(exact), formula.then(IN_WEEKS.result_in_words(exact)))


def by_exemption(exemption: Exemption, least: Fraction, prorate: Prorate) -> Dues | None:
    """Give what an exemption with an amount leaves of a lower bound; None where that is not less."""
    said = exemption.said
    amount = said.amount or Fraction()
    match said.effect:
        case Effect.REDUCE:
            at_least = amount
            formula = REDUCED.format(least=figure(least), number=figure(amount))
        case Effect.CREDIT:
            at_least = max(Fraction(), least - amount)
            formula = CREDITED.format(least=figure(least), amount=figure(amount), number=figure(at_least))
        case _:
            exact = least * amount
            at_least = prorate.rounded(exact)
            terms = f"{figure(least)} × {amount}"
            formula = Words(terms, terms).then(prorate.result_in_words(exact))
    return Dues(at_least, formula) if at_least < least else None


def _term(least: Fraction, units: str, whole: str, by: ProratedBy) -> Words:
    """Write one term of a formula: 40 × 13/18 周."""
    return TERM.format(least=figure(least), units=units, whole=whole, unit=UNITS[by])


def _units(calendar: Calendar, period: Period, by: ProratedBy) -> dict[dt.date, Fraction]:
    """Give what each day of a period counts for: a day, or its part of a teaching week."""
    if by == "days":
        return {period.first + number * ONE_DAY: Fraction(1) for number in range((period.last - period.first).days + 1)}
    weeks = calendar.weeks(period.first, period.last, "working" if by == "working_days" else "teaching")
    return {day: Fraction(1, 1 if by == "working_days" else len(week.days)) for week in weeks for day in week.days}


def _sum(units: dict[dt.date, Fraction], first: dt.date, last: dt.date) -> Fraction:
    return sum((part for day, part in units.items() if first <= day <= last), Fraction())


def _number(number: Fraction) -> str:
    """Write a number of units: as a decimal where that is exact, or else as a fraction in brackets."""
    text = figure(number)
    return text if Fraction(text) == number else f"({number})"


REDUCED = Words("{least} 减为 {number}", "{least} reduced to {number}")
CREDITED = Words("{least} - {amount}（折抵） = {number}", "{least} - {amount} (credited) = {number}")
TERM = Words("{least} × {units}/{whole} {unit}", "{least} × {units}/{whole} {unit}")
PLUS, NOTHING_HELD = Words(" + ", " + "), Words("0", "0")
UNITS = {
    "teaching_weeks": Words("周", "weeks"),
    "working_days": Words("个工作日", "working days"),
    "days": Words("天", "days"),
}
