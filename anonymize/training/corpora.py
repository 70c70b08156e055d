"""Readers of the open corpora, each as texts with character spans.

WiNER-fr (CC BY 4.0), NewsEye (CC BY 4.0), ECHR-fr (MIT) and the EDS templates (BSD-3-Clause) may
be trained on; Sequoia (LGPL-LR) is read for evaluation only. NOTICE names the sources.
"""

from __future__ import annotations

import lzma
import re
import tarfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from anonymize.lexicons.folding import fold

Span = tuple[int, int, str]
_WINER_LABELS = {"Person": "PER", "Location": "LOC", "Organization": "ORG"}
_ECHR_LABELS = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}
_EDS_LABELS = {"NOM": "PER", "PRENOM": "PER", "VILLE": "LOC", "ADRESSE": "HOME", "HOPITAL": "ORG"}
_TITLE = re.compile(
    r"(?:(?:MM?|Mmes?|Mlles?|Mrs?|Me|Dr|Pr|Monsieur|Madame|Mademoiselle|Maître|Docteur"
    r"|Professeur|Sir|Lord|Lady|général|colonel|capitaine|abbé|comte|comtesse|baron|sœur|veuve"
    r"|père|frère|juge|président|docteur|prince|princesse|duc|duchesse|marquis)\b\.?\s*(?:et\s+)?)+",
    re.IGNORECASE,
)
_NO_SPACE_BEFORE = frozenset(",.;:!?)]’'-/")
_NO_SPACE_AFTER = frozenset("([’'-/")


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its spans (start, end, label), in code points, sorted and never nested."""

    text: str
    spans: tuple[Span, ...]
    origin: str
    numbered: bool = False
    """Whether numbers, ages and dates are marked too: corpora of names leave them unsaid."""


def winer(folder: Path) -> Iterator[Text]:
    """WiNER-fr: one text a paragraph; `origin` is the article. PER excludes titles."""
    with tarfile.open(folder / "winer-fr-0fe35f0.tar.xz") as archive:
        members = {m.name: m for m in archive.getmembers()}
        for name in sorted(members):
            if not name.endswith(".ann"):
                continue
            text = _read(archive, members[name.removesuffix(".ann") + ".txt"])
            spans = _outermost(_brat(_read(archive, members[name])))
            yield from _paragraphs(text, spans, Path(name).stem)


def newseye(folder: Path) -> Iterator[Text]:
    """NewsEye: historical newspapers with OCR noise, one text for about forty words."""
    for path in sorted(folder.glob("HIPE-2022-v2.1-newseye-*-fr.tsv.xz")):
        rows: list[tuple[str, str, bool]] = []
        for line in _lines(path):
            if line.startswith(("#", "TOKEN")) or not line.strip():
                continue
            cells = line.rstrip("\n").split("\t")
            rows.append((cells[0], cells[1], "NoSpaceAfter" not in cells[-1]))
            if len(rows) >= 40 and cells[0] in ".!?":
                yield _join(rows, _tag_label, path.stem)
                rows = []


def echr(folder: Path, part: str) -> Iterator[Text]:
    """French judgments of the European Court of Human Rights; `part` is train, dev or test.

    A training text whose words also stand in a dev or test file of any of the three annotation
    rounds is left out, and so is one that names a person without marking them: the annotators
    did so for some judges and agents, which would teach the model to keep names.
    """
    held_out = set()
    with tarfile.open(folder / "echr-fr-sierro.tar.xz") as archive:
        files = {Path(m.name).stem: m for m in archive.getmembers() if m.name.endswith(".tsv")}
        texts = {name: list(_echr_sentences(_read(archive, m))) for name, m in files.items()}
    for name in sorted(texts):
        if not name.endswith("-train"):
            held_out |= {_gist(text) for text in texts[name]}
    seen = set()
    rounds = [texts[f"echr-FR-{name}-{part}"] for name in ("manual", "rev", "all")]
    surnames = {w for t in chain(*rounds) for w in _name_words(t)} if part == "train" else set()
    for text in chain(*rounds):
        gist = _gist(text)
        if gist in seen or (part == "train" and gist in held_out):
            continue
        seen.add(gist)
        if part != "train" or not _forgets_someone(text, surnames):
            yield text


def _name_words(text: Text) -> Iterator[str]:
    for start, end, label in text.spans:
        if label == "PER":
            yield from re.findall(r"[A-ZÀ-Þ][\w-]{3,}", text.text[start:end])


def _forgets_someone(text: Text, surnames: set[str]) -> bool:
    inside = {i for start, end, _ in text.spans for i in range(start, end)}
    titled = re.finditer(r"\b(?:MM?|Mmes?|Me|Mlle|Sir|Lord|Dr)\b\.?\s?(?=[A-ZÀ-Þ])", text.text)
    known = (m for m in re.finditer(r"[\w-]{4,}", text.text) if m[0] in surnames)
    return any(m.end() not in inside for m in titled) or any(m.start() not in inside for m in known)


def eds(folder: Path) -> Iterator[Text]:
    """EDS-Pseudo's fictitious clinical templates, one text a block."""
    with tarfile.open(folder / "eds-pseudo-templates.tar.xz") as archive:
        (member,) = (m for m in archive.getmembers() if m.name.endswith("templates.txt"))
        raw = _read(archive, member)
    for number, block in enumerate(re.split(r"\n\s*\n", raw)):
        text, spans, end = "", [], 0
        for match in re.finditer(r"\[([^\]]*)\]\(([A-Z_]+)\)", block):
            text += block[end : match.start()]
            if label := _EDS_LABELS.get(match[2]):
                spans.append((len(text), len(text) + len(match[1]), label))
            text += match[1]
            end = match.end()
        yield joined(Text(text + block[end:], tuple(spans), f"eds-{number}"))


def sequoia(folder: Path) -> Iterator[Text]:
    """Sequoia with FrSemCor: person names only. For evaluation, never training."""
    rows: list[tuple[str, str, bool]] = []
    people: set[str] = set()
    previous = ""
    for line in _lines(folder / "sequoia-9.1.frsemcor.xz"):
        cells = line.rstrip("\n").split("\t")
        if len(cells) >= 6 and cells[0].isdigit():
            unit = _sequoia_person(cells[5], people) if cells[3] == "NPP" or previous else ""
            tag = "O" if not unit else "I-PER" if unit == previous else "B-PER"
            rows.append((cells[1], tag, True))
            previous = unit
        elif not line.strip() and rows:
            yield _join(rows, _tag_label, "sequoia")
            rows, people, previous = [], set(), ""


def joined(text: Text) -> Text:
    """First name and surname as one span where only a space or a hyphen parts them."""
    spans: list[Span] = []
    for start, end, label in text.spans:
        near = spans and label == spans[-1][2] == "PER" and text.text[spans[-1][1] : start]
        if near in (" ", "-"):
            spans[-1] = (spans[-1][0], end, label)
        else:
            spans.append((start, end, label))
    return replace(text, spans=tuple(spans))


def _sequoia_person(cell: str, people: set[str]) -> str:
    """The number of the person name this word belongs to, "0" for one word, "" for none.

    "2:Person" opens expression 2, "2" carries it on; `people` remembers those of the sentence.
    """
    for part in cell.split(";"):
        number, _, sense = part.partition(":")
        if sense == "Person":
            people.add(number)
        if number in people:
            return number
        if part == "Person":
            return "0"
    return ""


def ordinary_words(folder: Path) -> set[str]:
    """Folded words seen twice or more without a capital and outside any span."""
    seen: Counter[str] = Counter(_europeana_words(folder))
    for text in (*winer(folder), *newseye(folder), *echr(folder, "train"), *eds(folder)):
        inside = {i for start, end, _ in text.spans for i in range(start, end)}
        for match in re.finditer(r"[^\W\d_]{2,}", text.text):
            if match[0].islower() and match.start() not in inside:
                seen[fold(match[0])] += 1
    return {word for word, count in seen.items() if count >= 2}


def _europeana_words(folder: Path) -> Iterator[str]:
    """Untagged words of Europeana's French newspapers (CC0), the OCR's rarest misreadings kept."""
    for line in _lines(folder / "europeana-enp_FR.bnf.bio.xz"):
        cells = line.split()
        if len(cells) >= 2 and cells[-1] == "O" and _is_small_word(cells[0]):
            yield fold(cells[0])


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from lines


def _read(archive: tarfile.TarFile, member: tarfile.TarInfo) -> str:
    file = archive.extractfile(member)
    return file.read().decode("utf-8").replace("\r\n", "\n") if file else ""


def _brat(annotations: str) -> list[Span]:
    spans = []
    for line in annotations.split("\n"):
        match = re.match(r"T\d+\t(\w+) (\d+) (?:\d+;\d+ )*(\d+)\t", line)
        if match and match[1] in _WINER_LABELS:
            spans.append((int(match[2]), int(match[3]), _WINER_LABELS[match[1]]))
    return spans


def _outermost(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _paragraphs(text: str, spans: list[Span], origin: str) -> Iterator[Text]:
    for match in re.finditer(r"[^\n]+", text):
        start, end = match.span()
        inside = tuple((a - start, b - start, c) for a, b, c in spans if start <= a and b <= end)
        yield Text(match[0], inside, origin)


def _echr_sentences(raw: str) -> Iterator[Text]:
    rows: list[tuple[str, str, bool]] = []
    for line in [*raw.split("\n"), ""]:
        cells = re.split(r"[\t ]", line.strip())
        if len(cells) == 2:
            tag = cells[1][:2] + _ECHR_LABELS[cells[1][2:]] if cells[1][2:] in _ECHR_LABELS else "O"
            rows.append((cells[0], tag, True))
        elif rows and (not line.strip()):
            yield _join(rows, _tag_label, "echr")
            rows = []


def _gist(text: Text) -> str:
    return re.sub(r"\W+", "", fold(text.text))


def _tag_label(tag: str) -> str | None:
    return tag[2:] if tag[2:] in ("PER", "LOC", "ORG") else None


def _join(
    rows: list[tuple[str, str, bool]], label_of: Callable[[str], str | None], origin: str
) -> Text:
    """Text and spans from tokens (word, BIO tag, space after), French spacing restored."""
    text, spans, previous = "", list[Span](), None
    quotes = 0
    for number, (word, tag, _) in enumerate(rows):
        if number and _space_between(rows[number - 1], word, quotes):
            text += " "
        quotes += word == '"'
        start, label = len(text), label_of(tag)
        text += word
        if label and label == previous and not tag.startswith("B-"):
            spans[-1] = (spans[-1][0], len(text), label)
        elif label:
            spans.append((start, len(text), label))
        previous = label
    return Text(text, tuple(_untitled(text, span) for span in spans), origin)


def _untitled(text: str, span: Span) -> Span:
    """Leave a person's title outside the span, as WiNER does."""
    start, end, label = span
    match = _TITLE.match(text, start, end) if label == "PER" else None
    return (match.end(), end, label) if match and match.end() < end else span


def _space_between(before: tuple[str, str, bool], word: str, quotes: int) -> bool:
    """Whether a space stands between two tokens of a corpus that lost its spacing."""
    if not before[2] or word[0] in _NO_SPACE_BEFORE or before[0][-1] in _NO_SPACE_AFTER:
        return False
    return not (before[0] == '"' and quotes % 2 == 1) and not (word == '"' and quotes % 2 == 1)


def _is_small_word(word: str) -> bool:
    return word.islower() and re.fullmatch(r"[^\W\d_]{2,}", word) is not None
