"""What numpy reads of the learnt network is what thinc says of it, on texts of any length."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from spacy.language import Language

from anonymize.model.loading import PIPELINE
from anonymize.model.network import Network

_LONG = "Mme Benali, 34 ans, vit 3 rue des Lilas à Lille avec ses fils Yanis et Adam. " * 30


@pytest.fixture(scope="module")
def learning() -> Language:
    """The pipeline as learning sees it: thinc runs its layers."""
    return spacy.load(PIPELINE, vocab=True, exclude=["strings", "lookups"])


@pytest.mark.parametrize("text", ["", "Yanis", "Mme Benali", "le fils , le fils , le fils", _LONG])
def test_numpy_reads_of_the_network_what_thinc_does(learning: Language, text: str) -> None:
    tagger, doc = learning.get_pipe("name_tags"), learning.make_doc(text)
    expected = tagger.predict([doc])[0]  # type: ignore[attr-defined]
    found = Network(tagger.model, learning.vocab.vectors)(doc)  # type: ignore[attr-defined]
    assert found.shape == expected.shape
    assert np.allclose(found, expected, atol=1e-5)
