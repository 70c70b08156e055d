"""What the model is trained on and what is held out: corpora, their altered copies, messages."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from anonymize.training import corpora, typing
from anonymize.training.corpora import Text
from anonymize.training.messages import Generator
from anonymize.training.slots import Names
from anonymize.training.written import written

_WINER_HELD_OUT = 10  # one article in ten
_EDS_HELD_OUT = 5
WRITTEN_COPIES = 6
"""Of each message written by hand, beside the one that stands and one in small letters."""


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Texts never trained on, by name."""

    winer: tuple[Text, ...]
    echr: tuple[Text, ...]
    eds: tuple[Text, ...]
    sequoia: tuple[Text, ...]


def held_out(ner: Path) -> HeldOut:
    """The parts kept for measuring; Sequoia whole."""
    return HeldOut(
        tuple(t for t in corpora.winer(ner) if _apart(t, _WINER_HELD_OUT)),
        (*corpora.echr(ner, "dev"), *corpora.echr(ner, "test")),
        tuple(t for t in corpora.eds(ner) if _apart(t, _EDS_HELD_OUT)),
        tuple(corpora.sequoia(ner)),
    )


def training_texts(ner: Path, messages: int, seed: int) -> list[Text]:
    """Every training text in its order, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311
    generator = Generator(seed)
    winer = [t for t in corpora.winer(ner) if not _apart(t, _WINER_HELD_OUT)]
    echr = list(corpora.echr(ner, "train"))
    eds = [t for t in corpora.eds(ner) if not _apart(t, _EDS_HELD_OUT)]
    texts = [*winer, *echr, *eds]
    for text in (*winer, *corpora.newseye(ner), *echr, *eds, *eds):
        texts.append(typing.recase(_renamed(text, generator.names, rng), rng))
    for text in (*winer, *echr, *eds):
        texts.append(typing.lowered(_renamed(text, generator.names, rng), rng))
    for text in written():
        texts += _copies(text, generator.names, rng)
    texts += generator.messages(messages)
    rng.shuffle(texts)
    return texts


def _copies(text: Text, names: Names, rng: random.Random) -> Iterator[Text]:
    """A message as it stands, then with other people in it, typed in other ways."""
    yield text
    for _ in range(WRITTEN_COPIES):
        yield typing.recase(_renamed(text, names, rng, 1), rng)
    yield typing.lowered(_renamed(text, names, rng, 1), rng)


def _apart(text: Text, one_in: int) -> bool:
    return crc32(text.origin.encode()) % one_in == 0


def _renamed(text: Text, names: Names, rng: random.Random, share: float = 0.5) -> Text:
    """Other people in the same text, `share` of the time: a name always becomes the same other."""
    if rng.random() >= share:
        return text
    other: dict[str, str] = {}

    def marked(chunk: str, label: str) -> str:
        if label != "PER":
            return chunk
        return other.setdefault(chunk, " ".join(_other_words(chunk, names)))

    return typing.rebuilt(text, str, marked)


def _other_words(name: str, names: Names) -> Iterator[str]:
    words = name.split()
    region = names.region()
    for number, word in enumerate(words):
        first = number == 0 and len(words) > 1
        new = names.first_name(region) if first else names.last_name(region)
        if first and names.rng.random() < 0.15:
            new = f"{new[0]}."
        upper, lower = word.isupper() and len(word) > 2, word.islower()
        yield new.upper() if upper else new.lower() if lower else new
