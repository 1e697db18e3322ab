"""A text that a pack gives in both languages."""

from __future__ import annotations

from pydantic import model_validator

from yanpei_audit.language import Words
from yanpei_audit.records import Text
from yanpei_audit.validation import Written


class Said(Written):
    """A text in both languages; written as one text it serves both."""

    zh: Text
    en: Text

    @model_validator(mode="before")
    @classmethod
    def _one_for_both(cls, written: object) -> object:
        return {"zh": written, "en": written} if isinstance(written, str) else written

    @property
    def words(self) -> Words:
        """The pair."""
        return Words(self.zh, self.en)
