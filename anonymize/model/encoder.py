"""A word seen with those around it: near ones one by one, farther ones spaced out, the whole text.

Importing this module registers `entraide.Encoder.v1` with spaCy; a packaged pipeline needs it.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.util import registry
from thinc.api import Maxout, Model, chain, residual, with_array
from thinc.types import Floats2d

NAME = "entraide.Encoder.v1"
Texts = list[Floats2d]


@registry.architectures(NAME)  # type: ignore[untyped-decorator]
def encoder(width: int, pieces: int, before: list[int], after: list[int]) -> Model[Texts, Texts]:
    """Residual convolutions, one for each step of `before` and `after`: a word with the one so many
    words before it and the one as many after it. Between the two, each word is told the mean of its
    text. Takes and gives one line of `width` numbers a word."""

    def convolutions(steps: list[int]) -> Model[Texts, Texts]:
        layers = [
            residual(chain(spaced(step), _maxout(width, 3 * width, pieces))) for step in steps
        ]
        return with_array(chain(*layers), pad=sum(steps))

    mean = told_mean(_maxout(width, width, pieces))
    model: Model[Texts, Texts] = chain(convolutions(before), mean, convolutions(after))
    model.set_dim("nO", width)
    return model


def _maxout(width: int, seen: int, pieces: int) -> Model[Floats2d, Floats2d]:
    # A dropout of zero makes room for the one that is set while learning.
    return Maxout(width, seen, pieces, normalize=True, dropout=0.0)


def spaced(step: int) -> Model[Floats2d, Floats2d]:
    """Each line beside the one `step` lines before it and the one `step` after it; zeros beyond."""
    return Model("spaced", _spaced, attrs={"step": step})


def _spaced(
    model: Model[Floats2d, Floats2d], X: Floats2d, is_train: bool
) -> tuple[Floats2d, Callable[[Floats2d], Floats2d]]:
    step, width = model.attrs["step"], X.shape[1]
    Y = model.ops.alloc2f(X.shape[0], width * 3)
    Y[step:, :width] = X[:-step]
    Y[:, width : 2 * width] = X
    Y[:-step, 2 * width :] = X[step:]

    def backprop(dY: Floats2d) -> Floats2d:
        dX: Floats2d = model.ops.xp.array(dY[:, width : 2 * width])
        dX[:-step] += dY[step:, :width]
        dX[step:] += dY[:-step, 2 * width :]
        return dX

    return Y, backprop


def told_mean(layer: Model[Floats2d, Floats2d]) -> Model[Texts, Texts]:
    """What `layer` makes of the mean of a text, added to each of its words."""
    return Model("told_mean", _told_mean, init=_init_told_mean, layers=[layer])


def _told_mean(
    model: Model[Texts, Texts], Xs: Texts, is_train: bool
) -> tuple[Texts, Callable[[Texts], Texts]]:
    xp = model.ops.xp
    sizes = [max(1, len(X)) for X in Xs]
    told, back = model.layers[0](
        xp.vstack([X.sum(axis=0) / n for X, n in zip(Xs, sizes, strict=True)]), is_train
    )

    def backprop(dYs: Texts) -> Texts:
        means = back(xp.vstack([dY.sum(axis=0) for dY in dYs]))
        return [dY + d / n for dY, d, n in zip(dYs, means, sizes, strict=True)]

    return [X + t for X, t in zip(Xs, told, strict=True)], backprop


def _init_told_mean(
    model: Model[Texts, Texts], X: Texts | None = None, Y: Texts | None = None
) -> None:
    model.layers[0].initialize(X=X[0] if X else None)
