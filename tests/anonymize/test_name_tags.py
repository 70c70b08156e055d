"""Names read word by word: what is taken, where it is parted, and what is learnt from."""

from __future__ import annotations

import numpy as np
import pytest
import spacy
from numpy.typing import NDArray
from spacy.training import Example
from thinc.api import Linear

from anonymize.model.encoder import spaced, told_mean
from anonymize.model.features import LANGUAGE
from anonymize.model.tagging import LABELS, LEAST, NAME, NameTagger, names
from anonymize.training.corpora import Text
from anonymize.training.learning import example

Word = dict[str, float]
SURE = 0.98


def lines(*words: Word) -> NDArray[np.float32]:
    """Probabilities of words told as {"B-PER": 0.9}, what is left over being outside."""
    told = np.zeros((len(words), 1 + 2 * len(LABELS)), np.float32)
    for line, word in zip(told, words, strict=True):
        for tag, likely in word.items():
            begin_or_inside, label = tag.split("-")
            line[1 + 2 * LABELS.index(label) + "BI".index(begin_or_inside)] = likely
        line[0] = 1 - sum(word.values())
    return told


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], []),
        ([{}, {}], []),
        ([{"B-PER": SURE}, {"I-PER": SURE}, {}], [(0, 2, "PER")]),
        # Side by side: the second begins a name of its own.
        ([{"B-PER": SURE}, {"B-PER": SURE}], [(0, 1, "PER"), (1, 2, "PER")]),
        ([{"B-HOME": SURE}, {"B-LOC": SURE}], [(0, 1, "HOME"), (1, 2, "LOC")]),
        # A beginning that was not seen is no reason to leave the name.
        ([{}, {"I-PER": SURE}, {}, {"I-PER": SURE}], [(1, 2, "PER"), (3, 4, "PER")]),
        # One word of another sort inside does not part an address.
        ([{"B-HOME": SURE}, {"I-ORG": 0.9}, {"I-HOME": SURE}], [(0, 3, "HOME")]),
        # Somebody or some place: surely not to be left.
        ([{"B-PER": 0.4, "B-LOC": 0.38}], [(0, 1, "PER")]),
    ],
)
def test_where_names_stand(words: list[Word], found: list[tuple[int, int, str]]) -> None:
    assert list(names(lines(*words))) == found


@pytest.mark.parametrize("label", LABELS)
def test_a_word_is_taken_from_the_least_of_its_label_on(label: str) -> None:
    above, below = LEAST[label] + 0.01, LEAST[label] - 0.01
    assert list(names(lines({f"B-{label}": above}))) == [(0, 1, label)]
    assert not list(names(lines({f"B-{label}": below})))


@pytest.fixture(scope="module")
def tagger() -> NameTagger:
    pipe = spacy.blank(LANGUAGE).create_pipe(NAME, config={"model": _MODEL})
    assert isinstance(pipe, NameTagger)
    return pipe


_MODEL = {
    "@architectures": "spacy.Tagger.v2",
    "normalize": True,
    "tok2vec": {
        "@architectures": "spacy.HashEmbedCNN.v2",
        "width": 8,
        "depth": 1,
        "embed_size": 50,
        "window_size": 1,
        "maxout_pieces": 2,
        "subword_features": False,
        "pretrained_vectors": None,
    },
}


def _gradient(tagger: NameTagger, text: Text) -> tuple[Example, NDArray[np.float32]]:
    given = example(spacy.blank(LANGUAGE), text)
    even = np.full((len(given.reference), 1 + 2 * len(LABELS)), 1 / (1 + 2 * len(LABELS)))
    return given, tagger.get_loss([given], [even.astype(np.float32)])[1][0]


def test_each_word_is_pulled_towards_what_it_is(tagger: NameTagger) -> None:
    _, gradient = _gradient(
        tagger, Text("pour Ana Roy demain", ((5, 12, "PER"),), "", numbered=True)
    )
    assert gradient.argmin(axis=1).tolist() == [0, 1, 2, 0]
    assert np.allclose(gradient.sum(axis=1), 0, atol=1e-6)


def test_a_word_of_which_nobody_said_what_it_is_teaches_nothing(tagger: NameTagger) -> None:
    given, gradient = _gradient(tagger, Text("article 12 du code cité", (), ""))
    words = [token.text for token in given.reference]
    silent = {word for word, line in zip(words, gradient, strict=True) if not line.any()}
    assert silent == {"article", "12", "du"}


def test_a_text_without_a_word_has_no_name(tagger: NameTagger) -> None:
    nlp = spacy.blank(LANGUAGE)
    docs = [nlp.make_doc(""), nlp.make_doc("")]
    assert [len(found) for found in tagger.predict(docs)] == [0, 0]


def test_a_word_is_told_its_neighbours_at_a_distance() -> None:
    given = np.arange(1, 6, dtype=np.float32).reshape(5, 1)
    beside = spaced(2).initialize().predict(given)
    assert beside.tolist() == [[0, 1, 3], [0, 2, 4], [1, 3, 5], [2, 4, 0], [3, 5, 0]]


def test_a_word_is_told_the_mean_of_its_own_text_alone() -> None:
    same = Linear(1, 1).initialize()
    same.set_param("W", np.ones((1, 1), np.float32))
    texts = [np.array([[1], [3]], np.float32), np.array([[10]], np.float32)]
    assert [told.tolist() for told in told_mean(same).predict(texts)] == [[[3], [5]], [[20]]]


def test_what_the_mean_learns_is_what_it_told() -> None:
    rng = np.random.default_rng(7)
    layer = Linear(4, 4).initialize()
    layer.set_param("W", rng.normal(size=(4, 4)).astype(np.float32))
    given = [rng.normal(size=(n, 4)).astype(np.float32) for n in (6, 3)]
    found, back = told_mean(layer).begin_update(given)
    pull = [rng.normal(size=each.shape).astype(np.float32) for each in found]
    # Both layers are linear: <f(x), d> is <x, f'(d)>.
    forth = sum(float((a * b).sum()) for a, b in zip(found, pull, strict=True))
    assert forth == pytest.approx(
        sum(float((a * b).sum()) for a, b in zip(given, back(pull), strict=True)), rel=1e-4
    )


@pytest.mark.parametrize("step", [1, 2, 4])
def test_what_neighbours_learn_is_what_they_told(step: int) -> None:
    rng = np.random.default_rng(7)
    given = rng.normal(size=(6, 4)).astype(np.float32)
    found, back = spaced(step).initialize().begin_update(given)
    pull = rng.normal(size=found.shape).astype(np.float32)
    assert float((found * pull).sum()) == pytest.approx(float((given * back(pull)).sum()), rel=1e-4)
