"""Two languages, Chinese first: a text that is said to people is a pair."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

Language = Literal["zh", "en"]
LANGUAGE_VARIABLE = "YANPEI_LANG"
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Words(NamedTuple):
    """One text in both languages."""

    zh: str
    en: str

    def text(self, language: Language) -> str:
        """Give the text in one language."""
        return self.zh if language == "zh" else self.en

    def then(self, other: Words) -> Words:
        """Give this text and another behind it."""
        return Words(self.zh + other.zh, self.en + other.en)

    def format(self, **values: object) -> Words:
        """Fill the same values into both texts; a value that is a pair goes in by its language."""
        return Words(
            self.zh.format(**{name: spoken(value, "zh") for name, value in values.items()}),
            self.en.format(**{name: spoken(value, "en") for name, value in values.items()}),
        )


def in_order(text: str) -> tuple[bytes, str]:
    """Put Chinese texts into the order of GB18030, which is nearly pinyin."""
    return text.encode("gb18030", "replace"), text


def spoken(value: object, language: Language) -> object:
    """Give the side of a pair that the language wants; anything else as it is."""
    return value.text(language) if isinstance(value, Words) else value
