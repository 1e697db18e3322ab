"""Pydantic's errors → findings at their own place, in our words. The one table of wordings stands at the foot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from yanpei_audit.glossary import key_words
from yanpei_audit.language import Words
from yanpei_audit.scalars import MisreadError
from yanpei_audit.source import Document, Location
from yanpei_audit.suggestions import advice, listing

Model = TypeVar("Model", bound=BaseModel)


class Written(BaseModel):
    """What a person writes: unknown keys are refused, and nothing is changed once it is read.

    Its validator is built when it is first needed, since no command needs all of them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def misread(error: MisreadError) -> PydanticCustomError:
    """Turn a misread text into pydantic's kind of error, keeping its code and values."""
    return PydanticCustomError(error.code, error.code, error.values)


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
        errors = error.errors(include_url=False)
        for details in errors:
            if details["type"] == "too_short" and len(errors) > 1:  # pydantic leaves out what is wrong in itself
                continue
            _report(document, details, model, labels)
        return None


def as_written(name: str) -> Words:
    """Call a field by its own name: the keys of packs and settings have no Chinese one."""
    return Words(name, name)


def _report(document: Document, details: ErrorDetails, model: type[BaseModel], labels: Callable[[str], Words]) -> None:
    kind, context, location = details["type"], details.get("ctx", {}), details["loc"]
    label = labels(next((step for step in reversed(location) if isinstance(step, str)), ""))
    if kind == "extra_forbidden":
        report_unknown_key(document, location, _fields_around(model, location))
    elif kind == "missing":
        document.report("YA402", document.span(*location[:-1]), key=label)
    elif kind.startswith("YA"):
        document.report(kind, document.span(*location), **{"key": label, **context})
    elif details["input"] in ("", None):
        report_empty(document, location, label)
    else:
        wanted = WANTED.get(kind, Words(f"另一种写法（{kind}）", f"written otherwise ({kind})"))
        document.report(
            "YA404", document.span(*location), key=label, wanted=wanted.format(**context), hint=_hint(context)
        )


def report_empty(document: Document, location: Location, label: Words) -> None:
    """Report a field without a value, at its key."""
    hint = None
    if location == ("activities",):
        hint = Words("还没有活动时写“活动: []”", "Write 'activities: []' when there is none yet")
    document.report("YA403", document.key_span(*location), key=label, hint=hint)


def report_unknown_key(document: Document, location: Location, known: Iterable[str]) -> None:
    """Report a key that nothing knows, with the nearest one that exists, in the language it was written in."""
    names = list(known)
    written = document.written_key(*location)
    spellings = (
        [name for name in names if name.isascii()] if written.isascii() else [key_words(name).zh for name in names]
    )
    otherwise = Words("这里可以写：{known}", "Known here: {known}").format(known=listing(spellings))
    document.report(
        "YA401", document.key_span(*location), key=written, known="", hint=advice(written, spellings, otherwise)
    )


def _fields_around(model: type[BaseModel], location: Location) -> list[str]:
    """Give the fields of the nested model that the unknown key was written in."""
    current: Any = model
    for step in location[:-1]:
        if isinstance(step, str) and isinstance(current, type) and issubclass(current, BaseModel):
            named = {field.alias or name: field for name, field in current.model_fields.items()}
            current = _model_in(named[step].annotation) if step in named else current
    return [field.alias or name for name, field in current.model_fields.items()]


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    inner = (_model_in(part) for part in getattr(annotation, "__args__", ()))
    return next((part for part in inner if part is not None), None)


def _hint(context: Mapping[str, Any]) -> Words | None:
    example = context.get("example")
    return Words(f"例如：{example}", f"For example: {example}") if example else None


WANTED: dict[str, Words] = {
    "string_type": Words("一段文字", "a text"),
    "string_too_short": Words("一段文字", "a text"),
    "string_too_long": Words("至多 {max_length} 字", "at most {max_length} characters"),
    "list_type": Words("列表：每项前面写“- ”", "a list: '- ' before every item"),
    "tuple_type": Words("列表：每项前面写“- ”", "a list: '- ' before every item"),
    "too_short": Words("至少 {min_length} 项", "at least {min_length} items"),
    "dict_type": Words("“名称: 内容”各行", "lines of 'name: value'"),
    "model_type": Words("“名称: 内容”各行", "lines of 'name: value'"),
    "model_attributes_type": Words("“名称: 内容”各行", "lines of 'name: value'"),
    "literal_error": Words("{expected} 之一", "one of {expected}"),
    "enum": Words("{expected} 之一", "one of {expected}"),
}
