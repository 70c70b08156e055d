"""Pages to keep or to print. Text is set as it is: the library reads no markup in it (R9)."""

from collections.abc import Sequence
from pathlib import Path

from fpdf import FPDF

from bot.domain.delivery import File
from bot.domain.screens import (
    Block,
    Bullets,
    Heading,
    Inline,
    Paragraph,
    Phrase,
    Quote,
    Replaced,
    Sheet,
    Verbatim,
)
from bot.ports import Texts

FAMILY = "DejaVu"
MARGIN, INDENT = 20, 6
"""In millimetres, on A4."""
TITLE_SIZE, TEXT_SIZE, LINE = 15, 11, 6
GREY = 90


def sheet_file(sheet: Sheet, language: str, texts: Texts) -> File:
    """A PDF that says its language and its title to screen readers."""
    name = texts.say(sheet.name.key, language, sheet.name.args)
    pages = _Pages(language, texts)
    pages.set_title(name)
    pages.set_lang(language)
    for block in sheet.blocks:
        pages.block(block)
    return File(f"{name}.pdf", "application/pdf", bytes(pages.output()), name)


class _Pages(FPDF):
    def __init__(self, language: str, texts: Texts) -> None:
        super().__init__(format="A4")
        self._language = language
        self._texts = texts
        fonts = _fonts()
        self.add_font(FAMILY, "", fonts / "DejaVuSans.ttf")
        self.add_font(FAMILY, "B", fonts / "DejaVuSans-Bold.ttf")
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN)
        self.add_page()

    def footer(self) -> None:
        self.set_y(-MARGIN + 5)
        self.set_font(FAMILY, "", 8)
        self.set_text_color(GREY)
        self.cell(0, 5, str(self.page_no()), align="C")

    def block(self, block: Block) -> None:
        match block:
            case Heading(content):
                self._paragraph([content], style="B", size=TITLE_SIZE)
            case Paragraph(content, emphasis):
                self._paragraph(content, style="B" if emphasis else "")
            case Quote(content):
                self._paragraph(content, indent=INDENT)
            case Bullets(items):
                for item in items:
                    self._paragraph([Verbatim("•  "), *item], indent=INDENT, after=1)
                self.ln(2)

    def _paragraph(
        self,
        content: Sequence[Inline],
        *,
        style: str = "",
        size: int = TEXT_SIZE,
        indent: int = 0,
        after: int = 3,
    ) -> None:
        self.set_font(FAMILY, style, size)
        self.set_text_color(0)
        self.set_x(MARGIN + indent)
        words = "".join(self._words(inline) for inline in content)
        self.multi_cell(0, LINE, words, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(after)

    def _words(self, inline: Inline) -> str:
        match inline:
            case Phrase(key, args):
                return self._texts.say(key, self._language, args)
            case Verbatim(text):
                return text
            case Replaced(placeholder):
                return placeholder


def _fonts() -> Path:
    """DejaVu, which comes with the library that draws charts: every letter of Europe."""
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf"
