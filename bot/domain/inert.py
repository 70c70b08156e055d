"""Text as people may be shown it: nothing in it acts on what surrounds it (R9)."""

import re

_ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
"""Controls, zero-width, direction marks and halves of characters.

Joiners stay: emoji and Persian need them. Tag characters spell hidden words; the flags of Scotland
and Wales lose theirs, which harms nobody.
"""


def inert(text: str) -> str:
    """The text without the characters that would act; line ends become plain ones."""
    return _ACTING.sub("", text)
