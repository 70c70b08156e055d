"""Streets: numbered, or said to be a home's: "12 bis rue des Lilas", "habite chemin du Lavoir"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.address.living import HOME, LIVES
from anonymize.recognisers.address.surroundings import grown
from anonymize.recognisers.base import Span
from anonymize.recognisers.places import communes_of, departement_keys
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, MONTHS, PREDICATES

_WAY = (
    r"(?:rue|ligne|r(?:\.|(?= [a-z]{2}))|avenue|av\.?|ave|boulevard|bvd|bld|blvd|boulvd|bd\.?|boul\.?|place|pl\.?|placette|chemin|che?m\.?|chm|che|carrer|calle|karrika|straed|hent|ch\.?(?= (?:de|du|des|d')\b)"
    r"|impasse|imp\.?|allees?|all\.?|quai|cours|route|rte|square|sq\.?|passage|ruelle|venelle|sentier|sente|villa|cite|residence|resid\.?|res\.?|pass\."
    r"|hameau|lotissement|lot\.?|faubourg|fbg|fg|esplanade|promenade|mail|voie|montee|cote|traverse|rond[ -]point|parvis|clos|domaine|cour|galerie"
    r"|lieu[ -]?dit|mas|dreve|traboule|carraire|corniche|levee|digue|port|rampe|escaliers?|degres|grand[' -]?rue|grande rue|grand place|rang|carrefour|bis rue|zone|za|zi|vc|rd|couree|coursive|sentes?|corons?|terrasse|jardins?|residences|balcons?|chaussee|vieux chemin|vieille route|sentine|berge|courette|passerelle|perron|rocade|d\d+|rn)"
)
_NUMBER = rf"(?:(?:n° ?|no |numero )?(?:\d{{1,4}}|{numerals.NUMBER})(?: ?(?:bis|ter|quater|[a-f])(?![a-z']))?(?: ?[-/] ?\d{{1,4}})?)"
_NUMBERED = re.compile(
    rf"(?<![\w/.\-])(?:{_NUMBER},? (?:(?:non|pardon|enfin|euh|plutot),? ){{1,3}})?(?P<number>{_NUMBER}) ?,? ?(?:de la |de l'|du )?(?P<way>{_WAY})(?![a-z])"
)
_GRAND_RUE = re.compile(rf"(?<![\w/.\-]){_NUMBER} ?,? ?grand(?:e|')?[ -]?rue(?![a-z])")
# A hamlet that stands for a street: "au 3 La Metairie".
_HAMLET_NUMBER = re.compile(
    r"(?:(?<=au )|(?<=habite )|(?<=: )|(?<=, ))(?P<it>\d{1,4}(?: ?(?:bis|ter))?,? (?:La|Le|Les|L['’]) ?[A-ZÀ-Ý][\w'’-]+(?: (?:(?:de|du|des|la|le|les|d['’]) ?)*[A-ZÀ-Ý][\w'’-]+){0,3})"
)
_STREET = re.compile(
    r"(?<!\w)(?P<way>rue|avenue|boulevard|chemin|impasse|allee|quai|route|ruelle|venelle|sentier|faubourg|square|passage|montee|traverse|esplanade"
    r"|residence|resid|res\.|hameau|lotissement|cite|villa|place|mas|clos|domaine|batiment|immeuble|bd|bld|av\.?|lieu[ -]?dit|lieudit|ldt|section|coron|fosse|bergerie|ferme|moulin|habitation|morne|bois|parc|camp|terrain|ilet|ilette|kampu|yourte|cabane|coursive|couree|sente|fbg|fg|tour|tours|cap|grange|peniche|bateau|ponton|parking|aire|camping|hotel social|squat|case)(?![a-z])"
)
# Ways that are nothing but streets, and those that mean many other things.
_PLAIN_STREET = frozenset(
    "avenue boulevard impasse quai ruelle venelle faubourg montee bd bld couree sente fbg".split()
)
_VAGUE = frozenset(
    "tour tours cap grange peniche bateau ponton parking aire camping squat case ilet ilette kampu yourte cabane place cite villa mas clos domaine batiment immeuble passage section fosse ferme moulin bois parc camp terrain habitation morne residence resid chemin route square rue bergerie coron".split()
)
# Without a word of living, these are no home, whatever their name.
_OF_ANYBODY = frozenset("place bois parc camp terrain section ferme moulin passage fosse".split())
# Nouns that, without an article, begin the name of a place where people live.
HAMLETS = frozenset(
    "ilet ilette hameau lieudit ldt couree coron lotissement kampu res resid".split()
)
_ARTICLE_BEFORE = re.compile(
    r"(?<![a-z])(?:la|le|les|l'|une?|cette|ce|sa|son|par|de|toute|des|pas de|ma|en|plus de|sans|deux|trois) ?\Z"
)
_AT_THE = re.compile(r"(?:dans|a) la ?$|au ?$|l'\Z")
_NO_NAME = re.compile(
    r"^(?:de |du |des |d'|de la |de l')?(?:urgence|hebergement|travail|retour|droit|seule?|parle|sans|qui|que|et|ou|pour|avec|est|a|sociale?s?|universitaire|etudiante?s?|principale|secondaire|alternee|autonomie|services?|seniors?|accueil|habitat|fermee?|libre|disponible|complete|trottoir|dans|depuis|il|elle|on|ca|nuit|jour|hiver|tous|tout|enfants?|judiciaire|publique?s?|en|ce|chez|prioritaire|hier|dort|vite|urgent|svp|merci|mais|pas|plus|avant|avt|apres|parce|car|donc|puis|cause|depart|attente|creche|places?|france|femmes?|hommes?|familles?|jeunes?|reservee?|demandee?|aurait|serait|sera|stable|mere|parentale|civique|formation|debout|prive|garantie|hotel|quel|majeur|soins|vie|sur|au|aux|moins|mineurs?|permanente?|temporaire|handicape|parking|municipal|communal|social)(?![a-z])"
)
# What a number in words may count: "deux places", "un lot".
_COUNTED_WAYS = frozenset(
    "cours place voie cote port mail zone res r. lot cite mas route chemin villa cour rang passage".split()
)
_END = frozenset(
    "depuis mais car donc elle il ils elles on je nous vous avec sans dans pour qui que quoi dont est sont etait avait ont sera aussi tel telephone mail nir caf sinon merci svp parce ou puis pas plus suite loyer bail appt appart apt app appartement bat bt batiment ch chb lgt log esc etg chambre etage escalier porte hall interphone code derriere apres avt avant t1 t2 t3 t4 t5 f2 f3 f4 madame monsieur mme mr".split()
)
_SMALL = frozenset("de la le les l du des d a au aux en et".split())
_LINK = r"(?:(?:de l|a l|d|l|qu)'|(?:de la|de|du|des|la|le|les|aux?|a la|en|et|sur|sous|lez|a(?= (?:chaux|eau|vent|pain|sel|loup|charbon|bras|vin|huile|papier|fer|blanc|l))|a(?= [a-z]+(?:,|\n|\d|$)))(?![a-z]))"
_STEP = re.compile(rf"[ ]?(?P<link>(?:{_LINK} ?-?){{0,3}})(?P<name>[a-z0-9]\w*)")
_LATE_NUMBER = re.compile(
    rf" ?,? (?:(?:au|le) |n° ?)*(?!0\d)\d{{1,4}}(?: ?(?:bis|ter))?(?![\w/€%]| ?(?:ans|mois|h\b|e\b|km|euros|fois|enfants|jours|personnes|nuits|{MONTHS}(?![a-z])))"
)


def find(reading: Reading) -> Iterator[Span]:
    for match in reading.in_folded(_NUMBERED):
        end = None if _is_participle(reading, match) else _name_end(reading, match.end())
        if end and not _counts(match["number"], match["way"], reading.folded[match.end() : end]):
            yield grown(reading, match.start(), end)
    for match in reading.in_folded(_STREET):
        if not _is_participle(reading, match):
            yield from _street(reading, match)
    for match in _HAMLET_NUMBER.finditer(reading.plain):
        if LIVES.search(reading.before(match.start(), 60)):
            yield grown(reading, *match.span("it"))
    for match in reading.in_folded(_GRAND_RUE):
        yield grown(reading, match.start(), match.end())


def _is_participle(reading: Reading, match: re.Match[str]) -> bool:
    """Whether an accent tells that it is no way: "depuis 2019, placé en famille"."""
    return reading.plain[match.end("way") - 1] in "éÉ"


def _street(reading: Reading, match: re.Match[str]) -> Iterator[Span]:
    """A street without its number, or with it behind: "habite chemin du Lavoir", "rue des Lilas 12"."""
    rest = reading.after(match.end(), 40).lstrip(" :.")
    way = match["way"].rstrip(".")
    end = None if _NO_NAME.match(rest) else _name_end(reading, match.end())
    if not end:
        return
    name = [
        w
        for w in reading.words
        if match.end() <= w.start < end and w.folded.rstrip("'") not in _SMALL
    ]
    if not name:
        return
    before = reading.before(match.start(), 60)
    at_home = bool(HOME.search(before))
    article = bool(_ARTICLE_BEFORE.search(before))
    if article and not (at_home and _AT_THE.search(before)):
        at_home = False
        if way in _VAGUE and way not in {"rue", "residence"}:
            return
    cased = reading.style == "mixed"
    named = cased and any(w.capitalised for w in name)
    plain = not cased and (way in _PLAIN_STREET or (way in HAMLETS and not article))
    late = _LATE_NUMBER.match(reading.after(end, 14))
    if late or _is_home(way, cased=cased, named=named, at_home=at_home, plain=plain):
        start = _with_article(way, before, match.start())
        yield grown(reading, start, end + (late.end() if late else 0))


def _is_home(way: str, *, cased: bool, named: bool, at_home: bool, plain: bool) -> bool:
    """Whether a street without a number tells where somebody lives.

    Parameters
    ----------
    cased
        Whether the text has capitals where French has them.
    named
        Whether one opens the street's name.
    at_home
        Whether a word of living stands before.
    plain
        Whether the way is nothing but a street, in a text where capitals say nothing.
    """
    if not (named or at_home or plain):
        return False
    if way not in _VAGUE - {"rue", "chemin", "route"} or (named and at_home):
        return True
    if cased and not named:
        return False
    return at_home or way not in _OF_ANYBODY


def _with_article(way: str, before: str, start: int) -> int:
    """Where the mask starts: "la ferme des Aulnes" hides its article, "la rue des Lilas" keeps it."""
    article = re.search(r"(?:la|le|l'|au|aux) ?\Z", before)
    inside = article and way in _VAGUE and way not in {"rue", "residence", "resid"}
    return start - len(article[0]) if article and inside else start


def _name_end(reading: Reading, at: int) -> int | None:
    """Where a street name that begins at `at` ends; None when there is none."""
    text = reading.folded
    cased = reading.style == "mixed"
    end: int | None = None
    names = 0
    while names < 6 and (step := _STEP.match(text, at)):
        word = step["name"]
        capital = reading.plain[step.start("name")].isupper() and cased
        hyphened = at > 0 and text[at - 1] in "-'" and names > 0
        if not hyphened and _stops(text, step, word, names, capital, cased):
            break
        end = at = step.end("name")
        names += 1
        if (text[at : at + 1] in {"-", "'"} and text[at + 1 : at + 2].isalnum()) or (
            text[at : at + 2] == ". " and names == 1 and len(word) <= 3
        ):
            at += 1
    return end


def _stops(
    text: str, step: re.Match[str], word: str, names: int, capital: bool, cased: bool
) -> bool:
    """Whether `word` is text again and no longer the street's name."""
    linked = bool(step["link"])
    if (word in _END and (names or not linked)) or (names and word.isdigit() and len(word) >= 2):
        return True
    if not names:
        hyphened = text[step.end("name") : step.end("name") + 1] == "-"
        return (word in FUNCTION_WORDS or word in PREDICATES) and not (
            linked or capital or hyphened
        )
    if re.fullmatch(MONTHS, word) and text[step.start() - 1 : step.start()].isdigit():
        return False
    if word in FUNCTION_WORDS and not capital:
        return True
    if cased:
        return not capital
    if word in PREDICATES or word in departement_keys():
        return True
    if re.match(r"(?:a|en|au|sur)(?![a-z])", step["link"]):
        return True
    found = communes_of(word)
    return not linked and (names >= 3 or bool(found and found[0].population > 1500))


def _counts(number: str, way: str, name: str) -> bool:
    """Whether "4 places", "un lot de 3" count things and name no street."""
    if re.search(r"(?:bis|ter|quater)\Z", number):
        return False
    if number in {"un", "une"}:
        return True
    if not re.search(r"\d", number):
        saint = re.match(r" ?-?(?:saint|sainte|st|ste)(?![a-z])", name)
        return not saint and way in _COUNTED_WAYS
    return way in {"place", "pl", "lot", "cours", "zone", "voie", "cote"} and bool(
        re.match(
            r" (?:de |d'|en |pour |disponible|a |au |libre|sur)?(?:creche|parking|hebergement|urgence|francais|langue|soutien|[a-z]+s?\b(?= par))",
            name,
        )
    )
