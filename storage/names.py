"""Names as people look for them: without accents, case or punctuation."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_WORD = re.compile(r"[^\W_]+")


def folded_words(name: str) -> tuple[str, ...]:
    """The words of a name: ``"Zoé Lefèvre-Œuvrard"`` gives ``("zoe", "lefevre", "oeuvrard")``."""
    bare = "".join(
        character
        for character in unicodedata.normalize("NFKD", name.casefold())
        if not unicodedata.combining(character)
    )
    return tuple(_WORD.findall(bare.translate(_LIGATURES)))
