"""Bars on a picture as wide as a telephone, with each figure written on its bar."""

from io import BytesIO
from textwrap import fill

from bot.domain.delivery import File
from bot.domain.screens import BarChart, Charts
from bot.ports import Texts

WIDTH, BAR_HEIGHT, AROUND = 3.6, 0.3, 0.8
"""In inches; at 280 dots an inch, 1,008 dots wide, and letters of the size of a message's."""
DOTS = 280
INK, BAR, PAPER = "#1f2933", "#0b6e69", "#ffffff"
"""Six to one between bar and paper: seen by tired eyes, and in print."""
TITLE_WIDTH = 36
"""In characters: a title begins at the left edge, whatever the room that labels take."""


def chart_file(charts: Charts, language: str, texts: Texts) -> File:
    """A PNG, and every figure again as its description."""
    # Imported here: it takes half a second, and many a process never draws.
    from matplotlib.figure import Figure

    drawn = [chart for chart in charts.charts if chart.bars]
    heights = [len(chart.bars) * BAR_HEIGHT + AROUND for chart in drawn]
    figure = Figure(figsize=(WIDTH, sum(heights)), dpi=DOTS, facecolor=PAPER, layout="constrained")
    parts = figure.subfigures(len(drawn), 1, squeeze=False, height_ratios=heights)
    for part, chart in zip(parts[:, 0], drawn, strict=True):
        part.set_facecolor(PAPER)
        axes = part.subplots()
        labels = [texts.say(bar.label.key, language, bar.label.args) for bar in chart.bars]
        bars = axes.barh(range(len(labels)), [bar.value for bar in chart.bars], color=BAR)
        axes.bar_label(bars, padding=4, fontsize=11, color=INK)
        axes.set_yticks(range(len(labels)), labels, fontsize=11, color=INK, parse_math=False)
        axes.invert_yaxis()
        axes.set_xticks([])
        axes.margins(x=0.12)
        title = fill(_title(chart, language, texts), TITLE_WIDTH)
        part.suptitle(title, x=0.02, ha="left", fontsize=12, color=INK, parse_math=False)
        axes.spines[["top", "right", "bottom"]].set_visible(False)
    content = BytesIO()
    figure.savefig(content, format="png", metadata={"Software": None})
    name = texts.say(charts.name.key, language, charts.name.args)
    return File(f"{name}.png", "image/png", content.getvalue(), _described(drawn, language, texts))


def _title(chart: BarChart, language: str, texts: Texts) -> str:
    return texts.say(chart.title.key, language, chart.title.args)


def _described(charts: list[BarChart], language: str, texts: Texts) -> str:
    lines = []
    for chart in charts:
        bars = (
            f"{texts.say(bar.label.key, language, bar.label.args)} {bar.value}"
            for bar in chart.bars
        )
        lines.append(f"{_title(chart, language, texts)}. {', '.join(bars)}.")
    return "\n".join(lines)
