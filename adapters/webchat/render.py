"""Screen -> the JSON that the page's script turns into text nodes, never into markup (R9)."""

from collections.abc import Sequence
from typing import TypedDict

from bot.domain.inert import inert
from bot.domain.screens import (
    Block,
    Bullets,
    Choice,
    Heading,
    Inline,
    Paragraph,
    Phrase,
    Quote,
    Replaced,
    Screen,
    Verbatim,
)
from bot.ports import Texts


class Span(TypedDict):
    kind: str
    text: str


class Shape(TypedDict, total=False):
    """A block: ``content`` or, for bullets, ``items``."""

    kind: str
    emphasis: bool
    content: list[Span]
    items: list[list[Span]]


class Button(TypedDict):
    token: str
    label: str
    weight: str


class Body(TypedDict):
    language: str
    blocks: list[Shape]
    choices: list[list[Button]]


def body(screen: Screen, language: str, texts: Texts) -> Body:
    """The screen in one language, ready for JSON.

    Raises
    ------
    KeyError
        When a phrase of the screen exists in no language.
    """
    say = _Sayer(language, texts)
    return {
        "language": language,
        "blocks": [say.block(block) for block in screen.blocks],
        "choices": [[say.button(choice) for choice in row] for row in screen.choices],
    }


def length(rendered: Body) -> int:
    """Characters that a person reads, choices left out."""
    return sum(
        len(span["text"])
        for block in rendered["blocks"]
        for line in (block.get("content", []), *block.get("items", []))
        for span in line
    )


class _Sayer:
    def __init__(self, language: str, texts: Texts) -> None:
        self._language = language
        self._texts = texts

    def block(self, block: Block) -> Shape:
        match block:
            case Heading(content):
                return {"kind": "heading", "content": [self.span(content)]}
            case Paragraph(content, emphasis):
                return {"kind": "paragraph", "emphasis": emphasis, "content": self.line(content)}
            case Quote(content):
                return {"kind": "quote", "content": self.line(content)}
            case Bullets(items):
                return {"kind": "bullets", "items": [self.line(item) for item in items]}

    def line(self, content: Sequence[Inline]) -> list[Span]:
        return [self.span(inline) for inline in content]

    def span(self, inline: Inline) -> Span:
        match inline:
            case Phrase():
                return {"kind": "phrase", "text": self.phrase(inline)}
            case Verbatim(text):
                return {"kind": "verbatim", "text": inert(text)}
            case Replaced(placeholder):
                return {"kind": "replaced", "text": inert(placeholder)}

    def phrase(self, phrase: Phrase) -> str:
        return inert(self._texts.say(phrase.key, self._language, phrase.args))

    def button(self, choice: Choice) -> Button:
        return {
            "token": choice.token,
            "label": self.phrase(choice.label),
            "weight": choice.weight.value,
        }
