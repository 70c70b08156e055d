"""Screen -> a plain body, and the same with the few tags that Matrix allows; all escaped (R9).

Choices are numbered: there are no buttons. The plain body says everything that the other one does.
Source: the client-server specification, "m.room.message msgtypes" (the list of tags).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

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

INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
"""Controls, zero-width, direction marks and halves of characters. Joiners stay."""


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
    html = [writer.html(block) for block in screen.blocks]
    labels = [writer.said(choice.label) for row in screen.choices for choice in row]
    if labels:
        hint = inert(texts.say("matrix-choose", language, {"count": len(labels)}))
        numbered = [f"{number}. {label}" for number, label in enumerate(labels, start=1)]
        plain.append("\n".join([hint, *numbered]))
        items = "".join(f"<li>{_escaped(label)}</li>" for label in labels)
        html.append(f"<p>{_escaped(hint)}</p><ol>{items}</ol>")
    return Rendered("\n\n".join(plain), "".join(html))


def inert(text: str) -> str:
    """The text without the characters that would act on what surrounds them."""
    return INVISIBLE.sub("", text.replace("\r\n", "\n"))


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

    def html(self, block: Block) -> str:
        match block:
            case Heading(content):
                return f"<h4>{self._marked([content])}</h4>"
            case Paragraph(content, emphasis):
                inner = self._marked(content)
                return f"<p><strong>{inner}</strong></p>" if emphasis else f"<p>{inner}</p>"
            case Quote(content):
                return f"<blockquote>{self._marked(content)}</blockquote>"
            case Bullets(items):
                return f"<ul>{''.join(f'<li>{self._marked(item)}</li>' for item in items)}</ul>"

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

    def _marked(self, content: Sequence[Inline]) -> str:
        return "".join(
            f"<u>{_escaped(self.said(part))}</u>"
            if isinstance(part, Replaced)
            else _escaped(self.said(part))
            for part in content
        )


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br/>")
