"""What a case may still be about, once colleagues said "not my field"."""

from collections import Counter
from collections.abc import Collection, Sequence


def themes_left(themes: Sequence[str], refusers: Sequence[Collection[str]]) -> tuple[str, ...]:
    """The themes of a case that its refusals leave standing, in their order.

    Who declares one of its themes alone, and refuses, says that it is not that one. Who declares
    several has not said which: where nobody is clearer, the one that most of them share is given
    up, and of two the one with less support.

    Parameters
    ----------
    themes
        Those of the case, the best supported first.
    refusers
        What each colleague who refused declares to know.
    """
    shared = [[theme for theme in themes if theme in declared] for declared in refusers]
    ruled_out = {common[0] for common in shared if len(common) == 1}
    if not ruled_out:
        blamed = Counter(theme for common in shared for theme in common)
        most = max(blamed.values(), default=0)
        ruled_out = {*[theme for theme in themes if most and blamed[theme] == most][-1:]}
    return tuple(theme for theme in themes if theme not in ruled_out)
