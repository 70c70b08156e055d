"""The pipelines that find names: the shipped one, and the one a deployment adds."""

from __future__ import annotations

import logging

import spacy
from spacy.language import Language

from anonymize.settings import ScreeningSettings
from anonymize.values import ScreeningFailed

logging.getLogger("spacy").setLevel(logging.ERROR)


def pipelines(settings: ScreeningSettings) -> list[Language]:
    """Load them. Raises ScreeningFailed("model_missing"); never downloads anything."""
    try:
        from anonymize import model

        shipped = model.load()
        # A second look doubles the cost of a message for less than half a point (CARD.md).
        shipped.disable_pipe("second_look")
        # Lemmas serve Presidio's own context words; our rules state theirs over the folded text.
        shipped.disable_pipe("folded_lemma")
        loaded = [shipped]
        if settings.extra_model is not None:
            loaded.append(spacy.load(settings.extra_model))
    except Exception as error:
        raise ScreeningFailed("model_missing") from error
    return loaded
