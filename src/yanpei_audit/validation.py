"""Pydantic's errors → findings at their own place, in our words. The one table of wordings stands at the foot."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from yanpei_audit.findings.catalogue import CODES
from yanpei_audit.glossary import KEY_NAMES, ONLY_OF_ACTIVITIES, key_words
from yanpei_audit.language import Words
from yanpei_audit.scalars import MisreadError
from yanpei_audit.source import MOST_FINDINGS, Document, Location
from yanpei_audit.suggestions import advice, listing

Model = TypeVar("Model", bound=BaseModel)
LastDay = TypeVar("LastDay", bound=dt.date | None)


class Written(BaseModel):
    """What a person writes: unknown keys are refused, and nothing is changed once it is read.

    Its validator is built when it is first needed, since no command needs all of them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def misread(error: MisreadError) -> PydanticCustomError:
    """Turn a misread text into pydantic's kind of error, keeping its code and values."""
    return PydanticCustomError(error.code, error.code, error.values)


def refuse_reversed(first: dt.date | None, last: dt.date | None) -> None:
    """Raise YA421 where the last day lies before the first; one day is in order, and so is an open end."""
    if first is not None and last is not None and last < first:
        raise PydanticCustomError("YA421", "reversed", {"start": first, "to": last})


def not_before_from(last: LastDay, info: ValidationInfo) -> LastDay:
    """Check a field `to` against the field `from`, which comes before it."""
    refuse_reversed(info.data.get("from_"), last)
    return last


def validate(
    model: type[Model],
    document: Document,
    *,
    labels: Callable[[str], Words] = key_words,
) -> Model | None:
    """Build `model` from a file's values, or report every error at its place and give nothing.

    `labels` gives what people call a field.
    """
    try:
        return model.model_validate(document.values)
    except ValidationError as error:
        faults = list(_faults(error.errors(include_url=False), model))
        for fault in faults[: MOST_FINDINGS + 1]:
            if fault.details["type"] == "too_short" and _is_above_another(fault, faults):
                continue  # pydantic leaves out the items that are wrong in themselves
            _report(document, fault, labels)
        return None


class _Fault(NamedTuple):
    """One of pydantic's errors, and the model that it is about, which stands so many steps down in the file."""

    details: ErrorDetails
    model: type[BaseModel]
    steps: int


def _is_above_another(fault: _Fault, faults: Iterable[_Fault]) -> bool:
    location = fault.details["loc"]
    return any(
        len(one.details["loc"]) > len(location) and one.details["loc"][: len(location)] == location for one in faults
    )


def nested(error: ValidationError, model: type[BaseModel]) -> PydanticCustomError:
    """Turn the errors of a model that was built inside another into one that keeps them all at their places."""
    return PydanticCustomError("nested", "nested", {"errors": error.errors(include_url=False), "model": model})


def _faults(errors: Iterable[ErrorDetails], model: type[BaseModel], above: Location = ()) -> Iterator[_Fault]:
    for details in errors:
        location = (*above, *details["loc"])
        if details["type"] == "nested":
            context = details["ctx"]
            yield from _faults(context["errors"], context["model"], location)
        else:
            yield _Fault({**details, "loc": location}, model, len(above))


def as_written(name: str) -> Words:
    """Call a field by its own name: the keys of packs and settings have no Chinese one."""
    return Words(name, name)


def _report(document: Document, fault: _Fault, labels: Callable[[str], Words]) -> None:
    details = fault.details
    kind, context, location = details["type"], details.get("ctx", {}), details["loc"]
    label = labels(str(location[-1]) if kind == "missing" else document.field_at(*location))
    if kind == "extra_forbidden":
        report_unknown_key(document, location, _fields_around(fault.model, location[fault.steps :]), labels)
    elif kind == "missing":
        document.report("YA402", document.span(*location[:-1]), key=label)
    elif "names" in context and isinstance(details["input"], dict) and details["input"]:
        guess = advice(str(next(iter(details["input"]))), context["names"], CODES[kind].hint.format(**context))
        document.report(kind, document.span(*location), hint=guess)
    elif kind.startswith("YA"):
        document.report(kind, document.span(*location), **{"key": label, **context})
    elif kind == "string_type" and isinstance(details["input"], dict) and "kind" in details["input"]:
        document.report("YA321", document.key_span(*location), key=labels("kind"), inside=label)
    elif details["input"] in ("", None):
        report_empty(document, location, label)
    else:
        document.report("YA404", document.span(*location), key=label, wanted=_wanted(kind, context))


def report_empty(document: Document, location: Location, label: Words) -> None:
    """Report a field without a value, at its key."""
    hint = None
    if location == ("activities",):
        hint = Words("还没有活动时写“活动: []”", "Write 'activities: []' when there is none yet")
    elif location[:1] == ("activities",) and len(location) == _FIELD_OF_AN_ACTIVITY and location[-1] not in _KEYS:
        hint = PART_OF_A_TEXT
    document.report("YA403", document.key_span(*location), key=label, hint=hint)


_FIELD_OF_AN_ACTIVITY = 3  # steps: the list, the item, the field
_KEYS = frozenset(KEY_NAMES.values())
PART_OF_A_TEXT = Words(
    '若是前一项的内容，里面有逗号，就用引号把整段括起来，如 "读书, 思考"',
    'If it belongs to the text before it, put quotation marks around the whole, as in "reading, thinking"',
)


def report_unknown_key(
    document: Document, location: Location, known: Iterable[str], labels: Callable[[str], Words] = key_words
) -> None:
    """Report a key that nothing knows, with the nearest one that exists, in the language it was written in."""
    names = list(known)
    written = document.written_key(*location)
    if "activities" in names and location[-1] in ONLY_OF_ACTIVITIES:
        document.report("YA401", document.key_span(*location), key=written, known="", hint=OUTSIDE.format(key=written))
        return
    spellings = [name for name in names if name.isascii()] if written.isascii() else [labels(name).zh for name in names]
    otherwise = Words("这里可以写：{known}", "Known here: {known}").format(known=listing(spellings))
    document.report(
        "YA401", document.key_span(*location), key=written, known="", hint=advice(written, spellings, otherwise)
    )


def _fields_around(model: type[BaseModel], location: Location) -> list[str]:
    """Give the fields of the nested model that the unknown key was written in."""
    current: Any = model
    for step in location[:-1]:
        current = _inside(current, step)
    around = next(_models_in(current), model)
    return [field.alias or name for name, field in around.model_fields.items()]


def _inside(annotation: Any, step: str | int) -> Any:
    """Step from the type of a value to that of a field, of an item, or of the member of a union that a tag names."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        named = {field.alias or name: field for name, field in annotation.model_fields.items()}
        return named[str(step)].annotation if step in named else annotation
    for part in get_args(annotation):
        if any(getattr(mark, "tag", None) == step for mark in getattr(part, "__metadata__", ())):
            return get_args(part)[0]
    return next(_models_in(annotation), annotation)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _wanted(kind: str, context: Mapping[str, Any]) -> Words:
    """Say what pydantic wanted; the choices of a literal are listed as we list words."""
    values = dict(context)
    if "expected" in values:
        values["expected"] = listing(re.findall("'([^']*)'", str(values["expected"])))
    return WANTED.get(kind, OTHERWISE).format(**values, kind=kind)


OUTSIDE = Words(
    "“{key}”是活动里的一项：行首加空格，与那条活动的其他各行左对齐",
    "'{key}' belongs to an activity: indent it like the other lines of that activity",
)
OTHERWISE = Words("另一种写法（{kind}）", "written otherwise ({kind})")
WANTED: dict[str, Words] = {
    "string_type": Words("一段文字", "a text"),
    "string_too_short": Words("一段文字", "a text"),
    "string_too_long": Words("至多 {max_length} 字", "at most {max_length} characters"),
    "string_pattern_mismatch": Words(
        "小写英文字母、数字和连字符，如 own-rules", "small letters, digits and hyphens, like own-rules"
    ),
    "list_type": Words("列表：每项前面写“- ”", "a list: '- ' before every item"),
    "tuple_type": Words("列表：每项前面写“- ”", "a list: '- ' before every item"),
    "too_short": Words("至少 {min_length} 项", "at least {min_length} items"),
    "dict_type": Words("“名称: 内容”各行", "lines of 'name: value'"),
    "model_type": Words("“名称: 内容”各行", "lines of 'name: value'"),
    "model_attributes_type": Words("“名称: 内容”各行", "lines of 'name: value'"),
    "literal_error": Words("{expected} 之一", "one of {expected}"),
    "enum": Words("{expected} 之一", "one of {expected}"),
}
