"""What a phone shows of a message: its formatted body where it has one, choices apart."""

from html.parser import HTMLParser

from tests.matrix.people import Message

BLOCKS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "ul", "ol", "div"})
ALLOWED = BLOCKS | {"u", "br", "strong", "em", "b", "i", "code", "pre", "a", "span"}
"""Clients show these; whatever else they meet, they drop or show as it is written."""


class _Reader(HTMLParser):
    """The lines of a formatted body, and the items of its last numbered list."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self.numbered: list[str] = []
        self.before_numbers = 0
        self._inside_numbers = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in ALLOWED, tag
        if tag == "ol":
            self.numbered, self._inside_numbers = [], True
            self.before_numbers = len(self.lines)
        elif tag in BLOCKS or tag == "br":
            self._ends()
        if self._inside_numbers and tag == "li":
            self.numbered.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside_numbers = self._inside_numbers and tag != "ol"
        if tag in BLOCKS:
            self._ends()

    def handle_data(self, data: str) -> None:
        if self._inside_numbers:
            self.numbered[-1] += data
        else:
            self.lines[-1] += data

    def _ends(self) -> None:
        if self.lines[-1]:
            self.lines.append("")


def text_and_choices(message: Message) -> tuple[str, tuple[str, ...]]:
    """The words of a message, then the labels that it numbers.

    The line that says how to choose belongs to the choices. Both bodies hold the same words.
    """
    formatted = message.content.get("formatted_body")
    if formatted is None:
        return message.body, ()
    reader = _Reader()
    reader.feed(formatted)
    lines = [line for line in reader.lines if line]
    assert {word for line in lines for word in line.split()} <= {*message.body.split()}
    assert [label for label in reader.numbered if label not in message.body] == []
    return "\n".join(lines[:-1] if reader.numbered else lines), tuple(reader.numbered)
