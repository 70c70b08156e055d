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

        loaded = [model.load()]
        if settings.extra_model is not None:
            loaded.append(spacy.load(settings.extra_model))
    except Exception as error:
        raise ScreeningFailed("model_missing") from error
    return loaded
