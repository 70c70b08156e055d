"""Communes, quartiers and cities abroad; départements and regions stay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, WEAK, Recogniser, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.ordinary import is_french
from anonymize.recognisers.places import Place, is_first_name, is_plain_word, is_surname, places
from anonymize.recognisers.vocabulary import FUNCTION_WORDS
from anonymize.values import Kind

_AT = re.compile(
    r"(?:(?<![a-z])(?:a|au|aux|sur|vers|de|d'|d|du|des|pres de|cote|commune de|commune d'|ville de|ville d'|mairie de|mairie d'|habite|habitent|quitte|quitter|rejoindre|direction"
    r"|secteur|centre|gare|quartier|entre|et|ou|vit|loge|reside|logement|hopital|chu|ch|csapa|cpam|caf|ccas|prefecture|pref|tribunal|tj|police|gendarmerie|agence|sous[ -]prefecture|antenne|bassin de|region de|agglo de|dans|depuis|hors de|autour de|environs de|ne[e]?s? a|residant a|sise? a|ville|commune|domicilie a|pour|passe par|via)"
    r"|[,(:\-]|\d{5})[ ]?(?:le |la |les |l'|quartier (?:de |du |des )?(?:la |l')?)?\Z"
)
_ACCENTED_A = re.compile(r"(?:^|[^a-zà-ÿ])[àÀ] \Z")
_POSTCODE_BEFORE = re.compile(r"\d{5} ?,? ?\Z")
_POSTCODE_AFTER = re.compile(
    r"^ ?[,(]{0,2} ?\d{5}(?!\d)|^ ?\(\d{2,3}\)|^ \d{2}\b(?! ?(?:ans|€|euros|h|km|mois|e\b))"
)
_ARRONDISSEMENT = re.compile(
    r"^[ ,-]{1,2}(?:\(?(?P<n>\d{1,2}) ?(?:e|er|eme|ème|ieme)\b(?: arr[a-z.]*)?\)?|cedex(?: \d{1,2})?)"
)
# Phone typing: the town stands after the age or the name, before the shelter.
_AFTER_AGE = re.compile(r"(?:\d{1,2} ?(?:ans?|a|piges)|\))[ ,]{1,2}\Z")
_BEFORE_HOME = re.compile(
    r"^,? (?:hotel|foyer|chrs|cada|huda|115|squat)(?![a-z])|^ \d\d(?=[,.;)\n])"
)
_HOUSED = re.compile(
    r"(?:hopital|chu|ch|clinique|prefecture|pref|tribunal|tj|mairie|gare|commune|ville|ccas|caf|prison|detention|arret|cpam|mdph|gendarmerie|commissariat|hotel de police) (?:de |d'|a )\Z"
)
_STREET_BEFORE = re.compile(
    r"(?:rue|avenue|av|boulevard|bd|place|route|chemin|impasse|quai|allee|allees|cours|porte|pont|faubourg|square|salle|villa|residence|foyer|maison|ecole|college|lycee) (?:de |du |des |d'|de la |de l')?\Z"
)
_TOWARDS = re.compile(r"(?<![a-z])(?:a|vers|de|sur|pour|depuis|quitt\w+|rejoindre|monter?) \Z")
_LANGUAGE_OR_BET = re.compile(r"^ (?:sportifs?|hippiques?|en ligne)")
_QUARTIER = re.compile(
    r"(?<![a-z])(?:quartiers?|qpv|zup|cite|tours|residence|secteur)(?: prioritaire)?(?: populaire)?(?: du nom)? (?P<it>(?:(?:de la|de l'|des|du|de|d'|le|la|les|l') ?)?[a-z][a-z'\-]{2,}(?:[ -](?:(?:de|du|des|la|le|les|l'|d'|et|en|sur) ?)?[a-z][a-z'\-]{2,}){0,3})"
)


# Paris, Lyon and Marseille by their parts: "paris 19", "dans le dix-huitième", "la mairie du cinquième".
_DIVIDED = frozenset({"paris", "lyon", "marseille"})
_BARE_NUMBER = re.compile(r" (?:[1-9]|1\d|20)(?=[,.;:)\n]|\Z)")
_ORDINAL = r"(?:premier|deuxieme|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme|neuvieme|dixieme|onzieme|douzieme|treizieme|quatorzieme|quinzieme|seizieme|vingtieme|dix[ -](?:sept|huit|neuv)ieme|(?:1\d|20|[2-9]) ?e(?:me)?)"
_QUARTER_TOLD = re.compile(
    rf"(?<![a-z])(?:(?:habite|vit|loge|dort|domicilie\w*|reste) dans le|(?:escalier [a-z0-9]|chambre \d+) dans le|(?:mairie|ccas|caf|cpam|commissariat|antenne|pmi|bureau) du) (?P<it>{_ORDINAL})(?= arrondissement|[,.;:)\n]|\Z| (?:et|mais|ne|a|il|elle|on|depuis|avec|qui|pour|est|refuse|veut)(?![a-z]))(?! etage)"
)
_LIVED_IN = re.compile(
    r"(?<![a-z])(?:(?:habit\w+|vit|vivent|loge\w*|dort|reside\w*|domicilie\w*|installee?s?|heberge\w*|nee?s?|arrivee?s?|retour\w*|partie?s?|rentr\w+|viv\w+) (?:a|sur|de|vers)|(?:commune|ville|mairie|ccas) de|venant de) \Z"
)
_ITS_ARTICLE = re.compile(r"\d{5} (?P<it>(?:Le|La|Les|LE|LA|LES) )\Z")
# "la Saint-Étienne", "bonne saint nicolas": days; "gare de lyon": in Paris; "melle": a lady.
_FEAST = re.compile(r"(?<![a-z])(?:la|bonne|joyeuse) \Z")


def _not_a_town(key: str, before: str) -> bool:
    return (
        (key.startswith("st ") and bool(_FEAST.search(before)))
        or (key == "lyon" and before.endswith("gare de "))
        or (key == "melle" and not before.endswith((" a ", "de ")))
    )


def _kept(key: str) -> bool:
    return key in kept_names() or re.sub(r"^(?:la|le|les|l) ", "", key) in kept_names()


_HYPHENATED = re.compile(r"(?:-[a-z']{2,}){1,4}")


def _hyphens(reading: Reading, end: int) -> int:
    """A name runs on over its hyphens, known to the gazetteer or not: "Vaulx-en-Nulle-Part"."""
    more = _HYPHENATED.match(reading.folded, end)
    return more.end() if more else end


# Above a capital that nothing explains (`person/strangers.py`).
_LISTED = WEAK + 0.06


class CityRecogniser(Recogniser):
    kind = Kind.CITY

    def find(self, reading: Reading) -> Iterator[Span]:
        for place in places(reading):
            score = self._score(reading, place)
            if score:
                article = _ITS_ARTICLE.search(reading.plain, max(0, place.start - 10), place.start)
                end = _hyphens(reading, place.end)
                around = _ARRONDISSEMENT.match(reading.after(end, 20))
                if around and around["n"] and int(around["n"]) > 20:
                    around = None
                if place.key in _DIVIDED:
                    around = around or _BARE_NUMBER.match(reading.after(end, 12))
                start = article.start("it") if article else place.start
                yield Span(start, end + (around.end() if around else 0), score)
        for match in _QUARTER_TOLD.finditer(reading.folded):
            yield Span(*match.span("it"), LIKELY)
        yield from self._quartiers(reading)

    def _score(self, reading: Reading, place: Place) -> float:
        before, after = reading.before(place.start, 30), reading.after(place.end, 14)
        if _LANGUAGE_OR_BET.match(after) or _not_a_town(place.key, before):
            return 0
        single = place.first == place.last
        by_postcode = _POSTCODE_BEFORE.search(before) or _POSTCODE_AFTER.match(after)
        beside = _POSTCODE_BEFORE.search(before) or re.match(r" ?[,(]{0,2} ?\d{5}(?!\d)", after)
        if by_postcode and len(place.key) > 1 and (beside or not is_plain_word(place.key)):
            return STRONG
        if (_STREET_BEFORE.search(before) and not self._foyer_of(place, before)) or _kept(
            place.key
        ):
            return 0
        if len(place.key) < 3 or (single and place.key in FUNCTION_WORDS):
            return 0
        capital = reading.words[place.last].capitalised and reading.style == "mixed"
        at = _AT.search(before)
        plain_before = reading.plain[max(0, place.start - 3) : place.start]
        if _ACCENTED_A.search(plain_before) and (capital or not is_plain_word(place.key)):
            return STRONG
        telling = [
            w for w in place.key.split() if w not in {"le", "la", "les", "l", "de", "du", "d"}
        ]
        ordinary = is_plain_word(place.key) and (len(telling) == 1 or place.population < 2000)
        if not capital and place.population < 2000:
            ordinary = ordinary or all(is_french(w) or w in FUNCTION_WORDS for w in telling)
        ordinary = ordinary and not (place.population >= 400_000 and _TOWARDS.search(before))
        person = single and (is_first_name(place.key) or is_surname(place.key, place.population))
        beside_home = _AFTER_AGE.search(before) or _BEFORE_HOME.match(after)
        if not capital and reading.style != "mixed":
            closes = not after or after[0] in ",.;)\n" or _BEFORE_HOME.match(after)
            if place.population >= 20000 and _HOUSED.search(before):
                return LIKELY
            if beside_home and place.population >= 5000 and (closes or not ordinary):
                return LIKELY
            if (
                not single
                and place.population >= 20000
                and (not ordinary or _LIVED_IN.search(before))
            ):
                return LIKELY
        if capital:
            return self._capitalised(reading, place, bool(at), ordinary, person)
        return self._uncased(reading, place, bool(at), ordinary, person)

    @staticmethod
    def _foyer_of(place: Place, before: str) -> bool:
        """Whether a house is told by its town: "le foyer de Bron"."""
        return place.population >= 20_000 and bool(
            re.search(r"(?<![a-z])(?:foyer|maison d'arret) (?:de |d')\Z", before)
        )

    @staticmethod
    def _capitalised(
        reading: Reading, place: Place, at: bool, ordinary: bool, person: bool
    ) -> float:
        starts_sentence = bool(
            re.search(r"(?:^|[.!?\n:•*–\-] ?)\Z", reading.before(place.start, 3))
        )
        if at and not (starts_sentence and ordinary):
            return LIKELY
        if ordinary or person:
            return 0
        return LIKELY if place.population >= 2000 or place.sort != "commune" else _LISTED

    @staticmethod
    def _uncased(reading: Reading, place: Place, at: bool, ordinary: bool, person: bool) -> float:
        known = place.population >= 1500 or place.sort == "abroad"
        if not ordinary and not person and place.population >= 20_000 and len(place.key) >= 5:
            return LIKELY
        if ordinary or (reading.style == "mixed" and not at):
            return 0
        # "elle fait des tresses", "le poignet broyé": a word of the dictionary that is a village too.
        if place.first == place.last and place.population < 6000 and is_french(place.key):
            return 0
        if place.first != place.last:
            return LIKELY if at or known else _LISTED
        if not person and place.population >= 5000 and not ordinary:
            return LIKELY
        if person:
            return LIKELY if at and place.population >= 10000 else 0
        if len(place.key) < 5 and not (at and known):
            return 0
        if at:
            return LIKELY if known else _LISTED
        return WEAK + 0.05

    def _quartiers(self, reading: Reading) -> Iterator[Span]:
        for match in _QUARTIER.finditer(reading.folded):
            if not match[0].startswith(("quartier", "qpv", "zup")):
                continue
            start, end = match.span("it")
            words = [w for w in reading.words if start <= w.start < end]
            named = [w for w in words if w.capitalised and w.folded not in FUNCTION_WORDS]
            if reading.style == "mixed" and named and words[-1] is not None:
                first = next(i for i, w in enumerate(words) if w in named or w.capitalised)
                last = max(i for i, w in enumerate(words) if w in named)
                yield Span(words[first].start, words[last].end, LIKELY)
