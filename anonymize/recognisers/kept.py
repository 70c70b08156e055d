"""Names that are everyone's: bodies, schemes, brands."""

from __future__ import annotations

from functools import cache

from anonymize.lexicons import fold
from anonymize.words import entries


@cache
def kept_names() -> frozenset[str]:
    """Folded names of bodies, schemes and brands everyone knows."""
    return frozenset(fold(name) for name in entries("public_bodies"))
