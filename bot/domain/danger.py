"""Danger in a text: which emergency lines to show first.

French lines: 17 police, 114 police by text message, 15 ambulance, 18 fire, 112; 3919 violence
against women; 3114 suicide; 119 children; 115 shelter.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.lexical import fold

LINES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "violence": ("17", "114", "3919"),
        "suicide": ("3114", "15"),
        "child": ("119", "17"),
        "medical": ("15", "112"),
        "fire": ("18", "112"),
        "street": ("115",),
    }
)
"""The lines for each danger, the first to call first. The most pressing dangers come first."""

_SIGNS: Mapping[str, re.Pattern[str]] = {
    "violence": re.compile(
        r"\b(?:il|elle|mari|conjoint|compagnon|ex) (?:l[a'] |m[e'] )?(?:a )?"
        r"(?:frappe|tape|bat|cogne|etrangle|menace de mort)"
        r"|\bviolences? (?:conjugale|intrafamiliale|physique|sexuelle)"
        r"|\bmenace de (?:la|le|me) tuer|\bviol(?:ee?)?\b"
    ),
    "suicide": re.compile(
        r"\bsuicid|\b(?:veut|envie de|parle de|voudrait) (?:mourir|en finir|disparaitre)"
        r"|\bse (?:tuer|pendre|foutre en l'air)"
    ),
    "child": re.compile(r"\benfants? (?:battus?|frappes?|en danger|maltraites?)|\bmaltraitance"),
    "medical": re.compile(r"\b(?:inconscient|ne respire plus|overdose|fait un malaise)"),
    "street": re.compile(
        r"\b(?:dort|dorment|dormir|passe la nuit|passent la nuit) "
        r"(?:dehors|dans la rue|a la rue|dans (?:sa|la|une|leur) voiture)"
        r"|\ba la rue (?:ce soir|depuis)"
    ),
}


def dangers(text: str) -> tuple[str, ...]:
    """The dangers that a text speaks of, the most pressing first; codes of `LINES`."""
    folded = fold(text)
    return tuple(code for code in LINES if code in _SIGNS and _SIGNS[code].search(folded))
