"""What stays although it looks like an identifier: helplines, laws, bodies, amounts, forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from anonymize.lexicons import departements, first_names, fold
from anonymize.reading import Reading, Word
from anonymize.recognisers.vocabulary import FUNCTION_WORDS
from anonymize.words import entries, words_of

_HELPLINES = (
    r"1[578](?!\d)|112|114|115|116 ?00[06]|116 ?117|119|191|196|3919|39 19|3114|31 14|3018|30 18|3020|30 20|3949|39 49|39 39|3939|3646|36 46|3230|32 30"
    r"|3977|39 77|3975|3960|39 60|3957|3995|39 95|3200|3131|3133|3631|36 31|3699|0 ?8(?:[ .]?\d){8}|09 ?69(?:[ .]?\d\d){3}|0 ?969(?:[ .]?\d{3}){2}|0 ?970 (?:800 800|660 660)|09 72 39 40 50|01 40 09 15 22|08(?:[ .]?\d\d){4}"
)
# Short public numbers, and the 08 and 0969 ranges, which belong to no private person.
_LINES = re.compile(rf"(?<![\d\w+.])(?<!\d )(?:{_HELPLINES})(?![\d])(?! \d\d)")
_KEPT = (
    # Laws, decrees, articles, forms.
    r"(?:lois?|decrets?|ordonnance|circulaire|directive|reglement|arrete|instruction|deliberation|note)(?: (?:ue|ce|cadre|organique|modifiee?|interministerielle?))? ?n ?[°o]\.? ?\d[\w\-]*(?![\w/])(?: du (?:\d{1,2}(?:er)? [a-z]+ \d{4}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}))?",
    r"(?:articles?|art\.?|arts\.?) ?(?:[lrd]\.? ?)?\*?\d[\d\-. ]*(?:(?:,| et|,? [lrd]\.?) ?(?:[lrd]\.? ?)?\d[\d\-]*)*",
    r"(?<![\w])[lrd]\.? ?\d{1,4}-\d{1,3}(?:-\d{1,3})*(?![\w])",
    r"cerfa ?(?:n ?[°o]\.?)? ?\d{4,5}(?: ?[*#] ?\d{1,2})?",
    # Amounts and measures.
    r"(?<![\w])\d{1,3}(?:[ .]\d{3})*(?:,\d+)? ?(?:€|euros?(?![a-z])|eur(?![a-z])|km|m2|m²|kwh|kva|%|fcfa|dinars?|dirhams?|dollars?)",
    r"(?<![\w])\d{2,6}(?= (?:de |d')(?:dettes?|impayes?|indus?|loyers?|arrieres?|retard|trop[ -]percu|credits?|amendes?)(?![a-z]))",
    r"(?<!\w)24 ?h?[/ ]24|(?<![\w])7 ?j?[/ ]7(?![\d])",
    # A month typed with a capital is no name: "depuis Mai", "fin Avril", "le mois de Mars".
    r"(?:mois (?:de |d')|en |depuis |debut |fin |mi[ -]|courant |jusqu'(?:en |a )|avant |apres |d'ici |des |factures? (?:de |d')|loyers? (?:de |d')|releves? (?:de |d')|editions? (?:de |d')|echeances? (?:de |d'))(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)(?![a-z])",
    # Laws by the name of whoever carried them; "Loi" and "Loïs" are names of people too.
    r"(?<!m )(?<!m\. )(?<!mr )(?<!mme )(?<!monsieur )(?<!madame )(?<![a-z])loi (?!du|de|sur|n)[a-z\-]{4,}(?![a-z])",
    r"(?:les|des|ces|aux|deux|trois) lois (?!du|de|sur|n)[a-z\-]{4,}(?![a-z])",
    # Parts of the country that many live in; "Mme Hainaut" is somebody.
    r"(?<!m )(?<!m\. )(?<!mr )(?<!mme )(?<!monsieur )(?<!madame )(?:dans l[ea']|du|au|vers l[ea']|cote|en|de l[a']|sur l[ea']|ou l'|et l[ea']) ?(?:hainaut|avesnois|cambresis|douaisis|valenciennois|dunkerquois|boulonnais|calaisis|audomarois|bethunois|artois|ternois|vermandois|thierache|santerre|vimeu|ponthieu|beauvaisis|soissonnais|laonnois|vexin|gatinais|beauce|brie|sologne|berry|perche|cotentin|bessin|morvan|nivernais|bresse|bugey|beaujolais|forez|velay|vivarais|cevennes|camargue|luberon|roussillon|larzac|rouergue|quercy|perigord|bearn|pays basque|medoc|libournais|saintonge|mauges|tregor|leon|cornouaille|vercors|maurienne|tarentaise|chablais|faucigny|diois|trieves)(?![a-z-])",
    # Cars by their model, after what says that it is one: "sa Clio", "la petite Mégane" may be a child.
    r"(?:une|en|vieille|renault|dacia|opel) (?:clio|megane|logan|astra)(?![a-z])",
    r"(?:une|sa|ma|leur|en|vieille|renault|peugeot|citroen|fiat|dacia|opel|toyota) (?:twingo|kangoo|scenic|berlingo|picasso|saxo|panda|punto|sandero|duster|corsa|yaris)(?![a-z])",
    r"(?:peugeot [1-5]0{1,2}[1-8]|citroen (?:c|ds)[1-8]|audi a[1-8]|renault r\d{1,2}|bmw [1-8][1-5]\d)(?![\w-])(?! ans)",
    # A service of a département, by its number: "CAF971", "MDPH 41".
    r"(?:caf|cpam|mdph|cd|udaf|msa|ars|siao|spip|ddets|cidff|adil) ?(?:\d\d|2[ab]|97\d)(?![\w./-])",
    r"@(?:tous|toutes|all|everyone|here|channel|equipe)(?!\w)",
    # Schemes, feasts and sayings whose names hold names.
    r"(?:plans? borloo|paris (?:sportifs?|hippiques?|en ligne)|loi kasbarian(?:[ -]berge)?|amendement creton|contrat (?:jeune )?majeur|prime macron|loi duflot|claeys[ -]leonetti|livret jeune|livret a|carte vitale|carte moselle|carte noel|martin gale|chibanis?|pass navigo|dispositif segur|prime segur|segur de la sante|lep|classe relais|echelle de [a-z]+|test de [a-z]+|conventions? de geneve|reglement dublin|dublin (?:ii|iii|2|3)|(?:procedure|sous|en|statut) dublin|dublinee?s?|(?:buste|logo|timbre|bonnet) (?:de )?marianne|jours? de noel|treve de noel|prime de noel|avant noel|apres noel|colis de noel|vacances de (?:noel|paques|toussaint|la toussaint|fevrier|carnaval|printemps|l'ete|l'hiver)|fete des (?:meres|peres)|saint[ -]sylvestre|saint[ -]valentin|rose rouge|eau de rose)(?![a-z])",
)


# What is a town too, or a word, in other letters: "violences intrafamiliales", and Vif in Isère.
_ACRONYMS = re.compile(r"(?<!\w)VIF(?!\w)")


@cache
def _pattern() -> re.Pattern[str]:
    # One boundary before them all: twice as fast as one before each.
    return re.compile(rf"(?<![a-z])(?:{'|'.join(_KEPT)})")


@cache
def _names() -> re.Pattern[str]:
    bodies = (fold(n) for n in entries("public_bodies") if not n.isalpha())
    # "Alpes-de-Haute-Provence": none of its words is a name.
    # Saint-Martin and Saint-Barthélemy are also people's names, and towns'.
    named = (fold(d.name) for d in departements().values() if not d.name.isalpha())
    territories = (name for name in named if not re.fullmatch(r"saint-[a-z]+", name))
    names = sorted((*bodies, *territories), key=len, reverse=True)
    written = (re.escape(n).replace(r"\-", "[- ]") for n in names)  # "Pas de Calais"
    return re.compile(rf"(?<![a-z])(?:{'|'.join(written)})(?![a-z])")


def helplines(reading: Reading) -> list[tuple[int, int]]:
    """Public telephone numbers: no number identifies anyone inside one."""
    return [match.span() for match in reading.in_digits(_LINES)]


def kept_ranges(reading: Reading) -> list[tuple[int, int]]:
    """Stretches of plain text that are everyone's: a candidate wholly inside one is dropped."""
    return [
        match.span()
        for match in reading.in_digits(_pattern())
        if not _with_diaeresis(reading, match.start())
    ]


def public_names(reading: Reading) -> list[tuple[int, int]]:
    """Stretches that name a public body: no name inside one is anybody's, but a number may be."""
    named = [
        match.span()
        for match in reading.in_digits(_names())
        if not _with_diaeresis(reading, match.start())
    ]
    shouted = _ACRONYMS.finditer(reading.plain) if reading.style != "upper" else ()
    return named + [match.span() for match in shouted] + list(_official(reading))


def _with_diaeresis(reading: Reading, at: int) -> bool:
    """Whether it starts as "Loïs" does, which is a name."""
    return "ï" in reading.plain[at : at + 4].lower()


def _official(reading: Reading) -> Iterator[tuple[int, int]]:
    """Names that only the public service gives: "Centre Communal d'Action Sociale".

    A head and what such names go on with, nothing else: the first word that could be a proper
    name ends the stretch, and a candidate that reaches it is not kept.
    """
    heads, others = _official_words()
    words = reading.words
    at = 0
    while at < len(words):
        if words[at].folded not in heads:
            at += 1
            continue
        stop = last = at
        while stop + 1 < len(words) and _follows(reading, words[stop], words[stop + 1]):
            stop += 1
            if words[stop].folded in others:
                last = stop
            elif words[stop].folded.rstrip("'") not in FUNCTION_WORDS:
                break
        if last > at:
            before = words[at - 1] if at and _follows(reading, words[at - 1], words[at]) else None
            linked = before and before.folded.rstrip("'") in FUNCTION_WORDS
            yield (before.start if before and linked else words[at].start), words[last].end
        at = last + 1


def _follows(reading: Reading, before: Word, after: Word) -> bool:
    return reading.plain[before.end : after.start] in {"", " ", "-", "\u00a0", "'", "’"}


@cache
def _official_words() -> tuple[frozenset[str], frozenset[str]]:
    """Heads, then heads and all that may follow; no word that many bear as a first name."""
    heads = frozenset(fold(w) for w in words_of("official_heads"))
    others = heads | {fold(w) for w in words_of("official_words")}
    return heads, frozenset(w for w in others if first_names().get(w, 0) < 512)
