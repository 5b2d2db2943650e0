"""Sentences of the parts that know no Django: said in English, translated where they are shown."""

from __future__ import annotations

from typing import Self


def _(text: str) -> str:
    """Mark a text for translation; it stays as it is."""
    return text


class Message(str):
    """A sentence made of a ``template`` to translate and the ``values`` of its named places."""

    __slots__ = ("template", "values")

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, **values: object) -> Self:
        shown = {name: f"{v:,}" if isinstance(v, int) else v for name, v in values.items()}
        message = super().__new__(cls, template % shown if values else template)
        message.template, message.values = template, values
        return message
