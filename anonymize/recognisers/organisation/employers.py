"""Where somebody works: "embauché chez Clairnet", "matelot sur l'Étoile du Nord"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.lexicons import place_key
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, WEAK, Span
from anonymize.recognisers.kept import kept_names
from anonymize.recognisers.nationality import origins
from anonymize.recognisers.ordinary import is_ordinary
from anonymize.recognisers.organisation.headed import number_after
from anonymize.recognisers.organisation.words import HOSTS, JOINING, PEOPLE
from anonymize.recognisers.places import communes_of, departement_keys
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES

_WORKS_AT = re.compile(
    r"(?<![a-z])(?:(?:travaill\w*|boss\w*|embauche\w*|employe\w*|salarie\w*|apprentie?|stage|stagiaire|interim\w*|cdi|cdd|cddi|poste|contrat|mi[ -]temps|temps partiel|licencie\w*|vire\w*|caissiere?|serveu\w*|chauffeur|livreur|cuisinier\w*|vendeu\w*|ouvrier\w*|agent\w*|plongeu\w*|macon|menage|mission|taf|job|boulot|alternance|paillage|cariste|manutention\w*|preparateur|aide[ -]soignante|femme de menage|agente?)[^.;\n]{0,30}?|^|[\n,•–-] ?)(?:chez|par la societe|pour la societe|pour l'entreprise) (?P<it>)"
)
# In a cased text: "a trouvé un CDI ménage à Clairnet", "fait la plonge à La Marmite".
_HIRED_AT = re.compile(
    r"(?<!\w)(?:[Tt]ravaill\w*|[Bb]oss\w*|[Ee]mbauch\w*|[Ee]mploy[ée]\w*|[Ss]alari[ée]\w*|[Aa]pprentie?|[Ss]tage|[Ii]nt[ée]rim\w*|CDI|CDD|CDDI|cdi|cdd|cddi|[Cc]ontrat|[Mm]i-temps|[Ll]icenci[ée]\w*|[Pp]longe|[Mm][ée]nage|[Cc]aissi\w+|[Ss]erveu\w+|[Mm]agasini\w+|[Vv]endeu\w+|[Ll]ivreu\w+|[Cc]uisini\w+|[Aa]lternance|[Mm]ission|[Bb]oulot|job|taf|[Pp]oste|[Vv]irée?|[Oo]uvri\w+|[Aa]gente?|[Pp]réparat\w+|[Cc]ariste|[Mm]anutentionnaire|[Gg]ardien\w*|[Vv]igile|[Mm]ac\wn|[Ss]oudeu\w+|[Cc]onducteur|[Cc]hauffeu\w+|[Ss]aisonni\w+) (?:[a-zà-ÿ'’-]+ ){0,4}?(?:à|a|chez|pour|avec|au|aux|de chez|à la|à l['’]) ?(?P<it>(?:(?:La|Le|Les|L['’]) ?)?[A-ZÀ-Ý][\wÀ-ÿ]+(?:['’&-]?[\wÀ-ÿ]+)*(?:(?: (?:&|et|de|du|des|la|le|les|en))* (?:d['’])?[A-ZÀ-Ý0-9][\wÀ-ÿ'’-]*){0,3})"
)
# A boat employs too: "matelot sur l'Étoile du Nord".
_ABOARD = re.compile(
    r"(?<!\w)(?:[Mm]atelot|[Mm]ousse|[Mm]écanicien|[Cc]uisinier|[Pp]atron|[Cc]apitaine|[Mm]arin|[Pp]êcheur|[Ee]mbarquée?|[Tt]honier|[Cc]halutier|[Cc]argo|[Ff]erry|[Nn]avire|[Ff]ileyeur|[Cc]aseyeur|[Ll]igneur|[Pp]aquebot|[Vv]raquier)s? (?:(?:à bord|au large) (?:de |du |d['’])|sur )?(?P<it>(?:le |la |l['’])?[A-ZÀ-Ý][\w'’-]+(?: (?:(?:du|de|des|la|le|de la) )?[A-ZÀ-Ý][\w'’-]+){0,3})"
)
# "patron OK pour un apprentissage".
_AGREED = frozenset({"OK", "Ok", "KO"})


def find(reading: Reading) -> Iterator[Span]:
    for match in reading.in_folded(_WORKS_AT):
        end = _after_chez(reading, match.end()) or _after_work(reading, match.end())
        if end:
            yield Span(match.end(), number_after(reading, end), WEAK + 0.05)
    for match in _HIRED_AT.finditer(reading.plain):
        name = place_key(match["it"])
        public = {name, name.split()[0]} & (kept_names() | departement_keys() | origins().keys())
        # "chez Onet", though a town of 13,000 begins so.
        town = communes_of(name) and not reading.plain.endswith("chez ", 0, match.start("it"))
        if not public and not town and reading.style != "upper":
            yield Span(match.start("it"), number_after(reading, match.end("it")), LIKELY)
    if reading.style == "mixed":
        for match in _ABOARD.finditer(reading.plain):
            if match["it"] not in _AGREED:
                yield Span(*match.span("it"), LIKELY)


def _after_chez(reading: Reading, at: int) -> int | None:
    words = [w for w in reading.words if at <= w.start < at + 60]
    end: int | None = None
    position = at
    taken = 0
    for word in words:
        gap = reading.plain[position : word.start]
        if not re.fullmatch(r"[ \-'&]{0,3}", gap):
            break
        bare = word.folded.rstrip("'")
        named = (
            word.capitalised
            if reading.style == "mixed"
            else (bare not in FUNCTION_WORDS and not is_ordinary(bare) and bare not in PREDICATES)
        )
        if named and not (communes_of(bare) and taken and reading.style != "mixed"):
            end = word.end
            taken += 1
        elif not (bare in JOINING and taken):
            break
        position = word.end
    if not end or taken > 5:
        return None
    name = reading.folded[at:end]
    people = name.split()[0] in PEOPLE - ({"le", "la", "les"} if taken > 1 else set())
    return None if name in kept_names() or people else end


def _after_work(reading: Reading, at: int) -> int | None:
    """After "embauché chez", ordinary words too: "TOITURES LAURAGAISES", "la ferme bleue"."""
    if reading.style == "mixed":
        return None
    end: int | None = None
    words = [w for w in reading.words if at <= w.start < at + 50]
    position = at
    for count, word in enumerate(words):
        gap = reading.plain[position : word.start]
        bare = word.folded.rstrip("'")
        article = not count and bare in {"la", "le", "les", "l"}
        if not re.fullmatch(r"[ \-'&]{0,3}", gap) or count > 3:
            break
        if not article and (
            bare in FUNCTION_WORDS or bare in PREDICATES or bare in PEOPLE or bare in HOSTS
        ):
            break
        if end and communes_of(place_key(bare)):
            break
        end = None if article else word.end
        position = word.end
    name = reading.folded[at:end] if end else ""
    return None if not name or name in kept_names() or name.split()[0] in kept_names() else end
