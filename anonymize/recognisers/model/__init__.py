"""What the statistical model found, under each label it has learnt: one source among others."""

from anonymize.recognisers.model.ages import ModelAgeRecogniser
from anonymize.recognisers.model.believed import ModelRecogniser
from anonymize.recognisers.model.names import (
    ModelHomeRecogniser,
    ModelOrganisationRecogniser,
    ModelPersonRecogniser,
    ModelPlaceRecogniser,
    ModelTraitRecogniser,
)
from anonymize.recognisers.model.numbers import ModelAccountRecogniser, ModelNumberRecogniser

MODEL_RECOGNISERS: tuple[type[ModelRecogniser], ...] = (
    ModelPersonRecogniser,
    ModelPlaceRecogniser,
    ModelOrganisationRecogniser,
    ModelHomeRecogniser,
    ModelTraitRecogniser,
    ModelNumberRecogniser,
    ModelAccountRecogniser,
    ModelAgeRecogniser,
)

__all__ = ["MODEL_RECOGNISERS"]
