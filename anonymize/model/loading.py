"""Loading the shipped pipeline, after its checksums."""

from __future__ import annotations

import hashlib
from pathlib import Path

import spacy
from spacy.about import __version__ as spacy_version
from spacy.language import Language

from anonymize.model import encoder, features, tagging, word_vectors

PIPELINE = Path(__file__).parent / "fr_entraide"
_CHECKSUMS = "SHA256SUMS"


class ModelMissing(Exception):
    """The model's files are not all there, or not as they were shipped."""


def load(folder: Path = PIPELINE) -> Language:
    """The French pipeline: PER, LOC, HOME, ORG, TRAIT, HANDLE, CODE, AGE, DATE.

    Reads local files only. Not cached: a caller keeps what it loaded. Raises ModelMissing when a
    file is absent or differs from its checksum.
    """
    _check(folder)
    try:
        nlp = spacy.load(folder, vocab=True, exclude=["strings", "lookups"])
        nlp.get_pipe(tagging.NAME).settle()  # type: ignore[attr-defined]
    except (OSError, ValueError, KeyError) as error:
        raise ModelMissing(
            f"The French model cannot be read by this spaCy ({spacy_version}): {error}"
        ) from error
    return nlp


def _check(folder: Path) -> None:
    sums = folder / _CHECKSUMS
    if not sums.is_file():
        raise ModelMissing(f"The French model is missing: no {_CHECKSUMS} in {folder.name}/.")
    for line in sums.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        path = folder / name
        if not path.is_file():
            raise ModelMissing(f"The French model is incomplete: {name} is missing.")
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            raise ModelMissing(f"The French model is damaged: {name} differs from its checksum.")


# The pipeline's parts are registered by importing the modules that hold them.
PARTS = (features.LANGUAGE, word_vectors.NAME, encoder.NAME, tagging.NAME)
