"""Names told by what is in them or announces them: "Lenoir et Fils", "SARL Lenoir", "employeur : Lenoir"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import fold, place_key
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.places import communes_of

_RUN = r"[A-ZÀ-Ý][\w'-]{2,40}(?:(?: (?:du|de|des|de la|la|le|les|et|&|en|sur))? (?:[dl]')?[A-ZÀ-Ý][\w'-]{0,40}){0,5}"
_FORM = r"(?:SARL|SAS|SASU|EURL|SCI|SCOP|SA|SNC|GAEC|EARL)"
_LEGAL = frozenset("sarl sas sasu eurl sci scop sa snc gaec earl".split())
_LEGAL_AFTER = re.compile(rf"(?<![\w'’-])(?P<it>{_RUN}[ ,]{{1,2}}{_FORM}|{_FORM} {_RUN})(?![\w])")
_EMPLOYED_AT = re.compile(
    rf"(?<!\w)(?:[Ee]mployeur|[Ee]mployeuse|[Cc]ontrat(?: possible| chez)?|[Pp]atron|[Ee]ntreprise|[Ss]ociété|[Bb]ulletins de salaire|[Ss]alaires?|[Ee]mployée? (?:chez|de|par)|[Vv]endeuse|[Vv]endeur|[Cc]aissière|[Ss]erveuse|[Mm]agasinier) ?(?::|\(|«)? ?(?P<it>{_RUN})"
)
_WITHIN = re.compile(rf"(?<!\w)[Aa]u sein (?:de la|de l['’]|des|du|de|d['’]) ?(?P<it>{_RUN})")
_FAMILY_FIRM = re.compile(
    r"(?<![a-z])(?P<it>(?!(?:des|les|deux|trois|quatre|ses|leurs|mes|nos|cinq|entre|pere|mere) )[a-z][a-z\-]{2,30}(?: (?:& |et )?[a-z][a-z\-]{3,30})? (?:pere et fils|pere & fils|& fils|et fils|freres|& freres|& cie|et cie|et compagnie|& co|& associes|et associes|et filles?|& filles?|& niece|et soeurs|& soeurs))(?![a-z])(?! (?:de|du|sont|ont|est|a|sous|qui))"
)
_QUOTED = re.compile(
    r"(?<![a-z])(?:par|chez|societe|boite|asso|association|entreprise|employeur|restaurant|snack|magasin|club|agence|garage|syndic|plateforme|site) (?:l'|la |le |une? (?:boite|societe|asso) )?[«\"“] ?(?P<it>[a-z][^«»\"“”\n,;:.?!]{2,40}?) ?[»\"”]"
)
# What a shop is said to be called: "le garage c'est Auto Plasti'Sud", "une boutique de pagnes Wax et Soie".
_CALLED = re.compile(
    rf"(?<!\w)(?:boutique|garage|salon|resto|restaurant|entreprise|société|boîte|asso|association|club|école|crèche|ferme|commerce|magasin|haras|micro-entreprise|auto-entreprise|marque|atelier|snack|bar|café|enseigne|établissement|employeur|structure)(?: d[e'’] ?[a-zà-ÿ]+)?,? (?:c['’]est |s['’]appelle |se nomme |nommée? |appelée? |dénommée? |au nom de |sous le nom de |qui s['’]appelle )?[«\"“]? ?(?P<it>{_RUN})"
)
_CALLED_SMALL = re.compile(
    r"(?<![a-z])(?:boutique|garage|salon|resto|restaurant|entreprise|societe|boite|asso|association|club|ecole|creche|ferme|commerce|magasin|marque|snack|bar|cafe|enseigne|micro[ -]entreprise)(?: d[e'] ?[a-z]+)? (?:qui )?(?:s'appelle|se nomme|nommee?|appelee?|denommee?|au nom de|sous le nom de) (?P<it>[a-z][a-z'&\-]{2,}(?: (?:(?:et|&|de|du|des|la|le|les|a|au) )?[a-z'&\-]{2,}){0,3}?)(?=[,.;:()\n]|$| (?:a|en|est|et elle|depuis|qui|ne|n'|mais|il|elle|pour|dans|ou)(?![a-z]))"
)
# A chain's shop in one town: "Lidl de Wattignies".
_BRANCH = re.compile(
    r"(?<![a-z])(?P<it>(?:lidl|aldi|vival|spar|carrefour(?: (?:city|market|contact|express))?|intermarche|super u|u express|hyper u|leclerc|auchan|casino|franprix|monoprix|mac ?do(?:nald'?s)?|kfc|burger king|quick|decathlon|action|gifi|leroy merlin|castorama|brico ?(?:depot|marche)|darty|fnac|ikea|cora|match|netto|proxi|biocoop|grand frais|picard|buffalo grill|flunch|courtepaille|norauto|feu vert|midas|point p|la poste|ibis|formule 1|f1|kyriad|b&b|campanile|premiere classe) (?:de la |de l'|de |d'|du |des )(?P<town>[a-z][a-z\-]{2,}(?:[ -](?:sur|sous|les|en|de|la|le|du)[ -][a-z\-]+)?))(?![a-z])"
)


def find(reading: Reading) -> Iterator[Span]:
    for pattern in (_FAMILY_FIRM, _CALLED_SMALL):
        for match in reading.in_folded(pattern):
            yield Span(*match.span("it"), LIKELY)
    for match in reading.in_folded(_QUOTED):
        if match["it"] not in kept_names():
            yield Span(*match.span("it"), LIKELY)
    for match in reading.in_folded(_BRANCH):
        if communes_of(place_key(match["town"])):
            yield Span(*match.span("it"), LIKELY)
    if reading.style == "mixed":
        yield from _cased(reading)


def _cased(reading: Reading) -> Iterator[Span]:
    """Names that their capitals bound."""
    for pattern in (_LEGAL_AFTER, _EMPLOYED_AT, _WITHIN, _CALLED):
        for match in pattern.finditer(reading.plain):
            name = fold(match["it"])
            if match["it"].isupper() and len(name) <= 4:
                continue
            if name not in kept_names() and name.split()[0] not in kept_names() - _LEGAL:
                yield Span(*match.span("it"), LIKELY)
