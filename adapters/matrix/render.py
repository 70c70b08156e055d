"""Screen -> a plain body, and the same with the few tags that Matrix allows (R9).

Choices are numbered: there are no buttons. The plain body says everything that the other one does.
Source: the client-server specification, "m.room.message msgtypes" (the list of tags).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.domain.inert import inert
from bot.domain.screens import (
    Block,
    Bullets,
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

HTML = "org.matrix.custom.html"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A screen as plain text, and as HTML."""

    plain: str
    html: str


def render(screen: Screen, language: str, texts: Texts) -> Rendered:
    """The screen in one language.

    Raises
    ------
    KeyError
        When a phrase of the screen exists in no language.
    """
    writer = _Writer(language, texts)
    plain = [writer.plain(block) for block in screen.blocks]
    html = [writer.element(block) for block in screen.blocks]
    labels = [writer.said(choice.label) for row in screen.choices for choice in row]
    if labels:
        hint = inert(texts.say("matrix-choose", language, {"count": len(labels)}))
        numbered = [f"{number}. {label}" for number, label in enumerate(labels, start=1)]
        plain.append("\n".join([hint, *numbered]))
        html.append(_element("p", hint))
        html.append(_element("ol", *(_element("li", label) for label in labels)))
    shown = "".join(tostring(block, encoding="unicode", method="html") for block in html)
    return Rendered("\n\n".join(plain), shown)


class _Writer:
    def __init__(self, language: str, texts: Texts) -> None:
        self._language = language
        self._texts = texts

    def plain(self, block: Block) -> str:
        match block:
            case Heading(content):
                return self.said(content)
            case Paragraph(content):
                return self._line(content)
            case Quote(content):
                return self._line(content)
            case Bullets(items):
                return "\n".join(f"• {self._line(item)}" for item in items)

    def element(self, block: Block) -> Element:
        match block:
            case Heading(content):
                return _element("h4", *self._pieces([content]))
            case Paragraph(content, emphasis):
                pieces = self._pieces(content)
                return (
                    _element("p", _element("strong", *pieces))
                    if emphasis
                    else (_element("p", *pieces))
                )
            case Quote(content):
                return _element("blockquote", *self._pieces(content))
            case Bullets(items):
                return _element("ul", *(_element("li", *self._pieces(item)) for item in items))

    def said(self, part: Inline) -> str:
        match part:
            case Phrase(key, args):
                return inert(self._texts.say(key, self._language, args))
            case Verbatim(words):
                return inert(words)
            case Replaced(placeholder):
                return inert(placeholder)

    def _line(self, content: Sequence[Inline]) -> str:
        return "".join(self.said(part) for part in content)

    def _pieces(self, content: Sequence[Inline]) -> list[str | Element]:
        return [
            _element("u", self.said(part)) if isinstance(part, Replaced) else self.said(part)
            for part in content
        ]


def _element(tag: str, *pieces: str | Element) -> Element:
    """An element of text and elements; a tree, so that nothing typed can be part of it."""
    made = Element(tag)
    for piece in pieces:
        if isinstance(piece, Element):
            made.append(piece)
            continue
        for number, line in enumerate(piece.split("\n")):
            if number:
                SubElement(made, "br")
            _add_text(made, line)
    return made


def _add_text(parent: Element, text: str) -> None:
    last = parent[-1] if len(parent) else None
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text
