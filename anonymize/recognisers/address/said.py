"""Where the text says that it gives a home: "adresse : ...", "chez sa soeur Lila, fond de l'allée"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import fold
from anonymize.reading import Reading
from anonymize.recognisers.base import STRONG, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.places import communes_of

# "Adresse du moment : parking du stade, cote Rhone": all that follows says where.
_ADDRESS_SAID = re.compile(
    r"(?<![a-z])(?:adresse|domicile|logement actuel|hebergement|residence actuelle|lieu de vie|demeurant|domiciliee? |hebergee? (?:a |au |chez )?)(?! (?:mail|e[ -]?mail|electronique|postale? manquante))(?: (?:du moment|actuelle?|postale|connue?|declaree?|provisoire|complete|personnelle|perso|temporaire))? ?: ?(?P<it>[^\n;.]{6,90}?)(?=[.;\n]|$| (?:depuis|mais|car|tel|et)(?![a-z]))"
)
# "chez sa soeur Lila, fond de l'allee, case jaune": after "chez", the clauses that locate.
_CHEZ = re.compile(
    r"(?<![a-z])chez (?:(?:elle|lui|eux|moi)(?=:? (?:la|le|les|au) )|[^\n,;.:()]{2,40},) ?(?P<it>(?:le |la |les |au |a la |dans )?[^\n,;.:()]{4,50}(?:, [^\n,;.:()]{4,40})?)(?=[,;.:()\n]|$)"
)
_LOCATING = re.compile(
    r"(?<![a-z])(?:fond|cote|derriere|dessus|dessous|face|pres|bout|angle|coin|entree|maison|case|ferme|parking|etage|porte|allee|chemin|rue|cour|hameau|lieu[ -]?dit|cap|pont|puits|stade|ponton|quai|place|route|impasse|section|quartier|bat|appt?|lit|chambre|grange|tour|marine|port|camping|aire|foyer|residence|cite|sente)(?![a-z])|\d{1,4},? (?:bis |ter )?[a-z]{3,}"
)
_NAMED = re.compile(r"(?:(?:le|la|les|au|à la|dans|du|Le|La|Les) )?[A-ZÀ-Ý][\w'-]{2,}")
_TOWN = re.compile(r",? ?(?:\(|a |\d{5} )? ?([a-z][a-z' \-]{2,30}?)\)?(?=,|\Z)")
_VERB = re.compile(
    r"(?<![a-z])(?:est|sont|a|ont|avait|qui|que|il|elle|on|nous|je|mais|car|doit|veut|peut|ans|mois|pas|depuis|quand)(?![a-z])"
)


def find(reading: Reading) -> Iterator[Span]:
    for match in reading.in_folded(_ADDRESS_SAID):
        if _LOCATING.search(match["it"]) and "@" not in match["it"]:
            town = next((t for t in _TOWN.finditer(match["it"]) if communes_of(t[1])), None)
            end = match.start("it") + town.start() if town else match.end("it")
            yield Span(match.start("it"), end, STRONG)
    for match in reading.in_folded(_CHEZ):
        yield from _clauses(reading, *match.span("it"))


def _clauses(reading: Reading, start: int, end: int) -> Iterator[Span]:
    """Each clause that locates, until one that does not."""
    at = start
    for clause in reading.folded[start:end].split(","):
        stop = at + len(clause)
        named = reading.style == "mixed" and _NAMED.match(reading.plain[at:stop].strip())
        if named and fold(named[0]) in kept_names():  # "chez eux, ASPA refusée"
            return
        place = _LOCATING.match(re.sub(r"^ ?(?:(?:le|la|les|au|a la|dans|du) )*", "", clause))
        if not (place or named) or _VERB.search(clause):
            return
        yield Span(at + len(clause) - len(clause.lstrip()), stop, STRONG)
        at = stop + 1
