"""The learning itself: a small convolutional network that says of each word what it is."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from itertools import islice

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from thinc.api import Adam, fix_random_seed, use_ops
from thinc.schedules import warmup_linear

from anonymize.lexicons import first_names, in_dictionary, surnames
from anonymize.model.encoder import NAME as ENCODER
from anonymize.model.features import LANGUAGE, withheld, withholding
from anonymize.model.tagging import NAME as TAGGER
from anonymize.model.word_vectors import NAME as VECTORS
from anonymize.model.word_vectors import WordVectors
from anonymize.training.corpora import Text

WIDTH = 96
_EMBEDDING = {
    "@architectures": "spacy.MultiHashEmbed.v2",
    "width": WIDTH,
    "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "ID"],
    "rows": [8000, 4000, 4000, 1500, 600],
    "include_static_vectors": True,
}
_ENCODER = {
    "@architectures": ENCODER,
    "width": WIDTH,
    "pieces": 3,
    "before": [1, 1, 1],
    "after": [2, 4, 1],
}
_MODEL = {
    "@architectures": "spacy.Tagger.v2",
    "normalize": True,
    "tok2vec": {"@architectures": "spacy.Tok2Vec.v2", "embed": _EMBEDDING, "encode": _ENCODER},
}
_BLANK = {"nlp": {"vectors": {"@vectors": VECTORS}}}
_META = {
    "name": "entraide",
    "version": "7.0.0",
    "license": "Apache-2.0",
    "description": "French names of people, places, homes, small organisations, rare traits and numbers",
}
# One name in five is hidden from the lexicons and the vectors while learning.
WITHHELD = 5
BATCH_WORDS = 900
RATE = 0.0015


def learn(texts: Sequence[Text], vectors: WordVectors, words: int, seed: int) -> Language:
    """Train on about `words` words, texts reshuffled at each pass. Same seed, same model."""
    fix_random_seed(seed)
    # Not BLIS: numpy's own product is two to three times as fast (model/loading.py).
    with use_ops("numpy", use_blis=False), withholding(WITHHELD):
        nlp = _blank(vectors.without(_hidden_names()))
        examples = [example(nlp, text) for text in texts]
        nlp.initialize(lambda: examples[:10])
        steps = words // BATCH_WORDS
        optimizer = Adam(
            list(islice(warmup_linear(RATE, steps // 20, steps), steps + 1)),
            L2=0.01,
            L2_is_weight_decay=True,
            grad_clip=1.0,
            use_averages=True,
        )
        for step, batch in enumerate(islice(_batches(examples, seed), steps)):
            losses = nlp.update(batch, drop=0.15, sgd=optimizer)
            optimizer.step_schedules()
            if step % 250 == 0:
                sys.stderr.write(f"step {step} of {steps}, loss {losses[TAGGER]:.0f}\n")
        with nlp.use_params(optimizer.averages):
            data = nlp.to_bytes(exclude=["vocab"])
    return packaged(data, vectors)


def packaged(data: bytes, vectors: WordVectors) -> Language:
    """The trained pipeline without its training vocabulary."""
    nlp = _blank(vectors)
    nlp.from_bytes(data, exclude=["vocab"])
    nlp.meta.update(_META)
    return nlp


def _blank(vectors: WordVectors) -> Language:
    nlp = spacy.blank(LANGUAGE, config=_BLANK)
    nlp.vocab.vectors = vectors
    nlp.add_pipe(TAGGER, config={"model": _MODEL})
    return nlp


def _hidden_names() -> set[str]:
    names = first_names().keys() | surnames().keys()
    return {name for name in names if withheld(name, WITHHELD) and not in_dictionary(name)}


def example(nlp: Language, text: Text) -> Example:
    """A training example; a span that cuts a token is widened to the token."""
    reference = nlp.make_doc(text.text)
    ents, end = [], 0
    for start, stop, label in text.spans:
        span = reference.char_span(start, stop, label=label, alignment_mode="expand")
        if span is not None and span.start >= end:
            while len(span) and span[0].is_space:
                span = reference[span.start + 1 : span.end]
            if len(span):
                ents.append(reference.char_span(span.start_char, span.end_char, label=label))
                end = span.end
    found = [ent for ent in ents if ent is not None]
    reference.set_ents(found, missing=[] if text.numbered else list(_unsaid(reference, found)))
    return Example(nlp.make_doc(text.text), reference)


def _unsaid(doc: Doc, found: Sequence[Span]) -> Iterator[Span]:
    """Numbers and the words beside them, in a text where nobody marked what they are."""
    named = {token.i for span in found for token in span}
    near = {
        i + step for i, token in enumerate(doc) if _has_digit(token.text) for step in (-1, 0, 1)
    }
    for i in sorted(near - named):
        if 0 <= i < len(doc):
            yield doc[i : i + 1]


def _has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def _batches(examples: list[Example], seed: int) -> Iterator[list[Example]]:
    rng = random.Random(seed)  # noqa: S311
    order = list(examples)
    while True:
        rng.shuffle(order)
        yield from minibatch_by_words(order, size=BATCH_WORDS, tolerance=0.1)
