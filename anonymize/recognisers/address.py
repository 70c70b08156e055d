"""Postal addresses and whatever locates a home: building, room, hamlet, "chez", "above the shop"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, Recogniser, Span
from anonymize.recognisers.places import departement_keys
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, MONTHS, PREDICATES
from anonymize.values import Kind

_WAY = (
    r"(?:rue|r\.|avenue|av\.?|ave|boulevard|bvd|bld|bd\.?|boul\.?|place|pl\.?|chemin|che?m\.?|impasse|imp\.?|allees?|all\.|quai|cours|route|rte"
    r"|square|sq\.?|passage|ruelle|venelle|sentier|sente|villa|cite|residence|resid\.?|res\.?|hameau|lotissement|lot\.?|faubourg|fbg|fg|esplanade|promenade"
    r"|mail|voie|montee|cote|traverse|rond[ -]point|parvis|clos|domaine|cour|galerie|lieu[ -]?dit|mas|drève|dreve|traboule|carraire|corniche|levee|digue|port"
    r"|bis rue|zone|za|zi|vc|cr|rd|d\d+|rn)"
)
_NUMBER = rf"(?:(?:au |n° ?|no |numero )?(?:\d{{1,4}}|{numerals.NUMBER})(?: ?(?:bis|ter|quater|[a-f])(?![a-z]))?(?: ?[-/] ?\d{{1,4}})?)"
_NUMBERED = re.compile(rf"(?<![\w/.\-])(?P<number>{_NUMBER})(?P<gap> ?,? ?)(?P<way>{_WAY})(?![a-z])")
_UNNUMBERED = re.compile(
    r"(?<![\w'])(?P<way>rue|avenue|boulevard|chemin|impasse|allee|quai|route|ruelle|venelle|sentier|faubourg|square|passage|montee|traverse|esplanade"
    r"|residence|resid|hameau|lieu[ -]?dit|lieudit|lotissement|cite|villa|place|mas|clos|domaine|batiment|immeuble|cour|bd|bld|av)(?![a-z])"
)
_LINK = r"(?:de la|de l'|de|du|des|d'|la|le|les|l'|aux?|a la|a l'|en|et|sur|sous|lez|les)"
_PART = (
    r"(?:app(?:t|art|artement)?s?\.?|bat(?:iment|\.)?|esc(?:alier|\.)?|etage|etg|porte|chambre|chb?re?|ch\.?|logement|lgt|bloc|tour|hall|entree|immeuble|imm\.?|bp|boite(?: aux lettres)?|bal"
    r"|interphone|digicode|code|villa|pavillon|pav\.?|lot|porte|residence|res\.?|aile|cage|box|place|emplacement|mobil[ -]?home|caravane|cave|parcelle|studio|stu\.?|cs|n°)"
)
_PART_VALUE = r"(?: ?(?:n° ?|no |numero |: ?)?(?:[a-z]?\d{1,4}[a-z]?|[a-z]\d{0,3}(?![a-z'])|" + numerals.NUMBER + r")(?![a-z0-9€]))"
_FLOOR = r"(?:(?:au )?(?:\d{1,2} ?(?:e|er|eme|ieme|ème|nd)|rez[ -]de[ -](?:chaussee|jardin)|rdc|premier|deuxieme|troisieme|quatrieme|cinquieme|sixieme|dernier)(?: (?:etage|etg))?(?: (?:gauche|droite|face|porte (?:de )?(?:gauche|droite)|sur cour|fond))?)"
_TAIL = re.compile(
    rf"(?: ?,? ?(?:-|–)? ?(?:(?:au|a l'|a la|dans le|dans la) )?(?:{_PART}{_PART_VALUE}|{_FLOOR}(?! (?:fois|enfant|mois|jour|annee|age|rdv|rendez|semaine|demande|recours|avis))|(?:bis|ter)(?![a-z])|(?:{_PART}) (?:{_LINK} ?)?(?:[a-z'\-]{{3,}})(?=[,.;)\n]|$)|cote (?:parking|rue|cour|jardin|gauche|droit)))"
)
_LEAD = re.compile(
    rf"(?:(?<![\w])(?:residence|res\.?|resid\.?|cite|foyer|hameau|lieu[ -]?dit|batiment|bat\.?|immeuble|villa|le|les|la|lotissement|clos|chambre|appt?|appartement|esc(?:alier)?)[ .][^,.;:\n(]{{1,40}}, ?)$"
)
_ROOM = re.compile(
    rf"(?<![\w'])(?:chambre|chb|appartement|appart|appt|apt|app|logement|batiment|bat\.?|studio|escalier|porte|bloc|hall|interphone|box|bungalow|mobil[ -]?home|emplacement|caravane)(?P<it>{_PART_VALUE}(?:(?: ?[,/\-]? ?)(?:{_PART})?{_PART_VALUE})?)"
)
_PLACE_SAID = re.compile(
    r"(?<![a-z])(?:lieu[ -]?dit|lieudit|ldt|hameau|au lieu dit|quartier rural|ferme)(?: (?:de la |de l'|de |du |des |d'|dit |nomme |appele |: ?|« ?|\" ?))? ?(?P<it>(?:(?:la|le|les|l') ?)?[a-z][\w'\-]{2,})"
)
_ABOVE = re.compile(
    r"(?<![a-z])(?P<it>(?:au[ -]?dessus|juste au[ -]dessus|en face|a cote|derriere|pres|juste derriere|au fond|devant) (?:de la |de l'|du |des |de )(?P<what>boulangerie|boucherie|pharmacie|tabac|bar|cafe|pmu|kebab|pressing|laverie|garage|epicerie|coiffeur|salon|restaurant|pizzeria|banque|fleuriste|librairie|poste|ecole|eglise|mosquee|temple|cimetiere|stade|lavoir|moulin|chateau|supermarche|superette)s?(?: (?:de |du |des |d'|de la |de l')?[A-Za-z][\w'\-]{2,}){0,2})"
)
_NO_STREET = re.compile(r"^(?:de |du |des |d'|de la |de l')?(?:d'urgence|urgence|hebergement|travail|retour|droit|seule|parle|sans|qui|que|et|ou|pour|avec|ou|est|a|sociale?s?|universitaire|etudiante?|principale|secondaire|alternee|autonomie|services?|seniors?|senior|accueil|habitat|fermee?|libre|disponible|complete|trottoir|rue|dans|depuis|il|elle|on|ca|la nuit|nuit|jour|hiver|tous|tout|des enfants|judiciaire|publique?|en ce|ce |chez|prioritaire|hier|dort|vite|urgent|svp|merci|mais|pas|plus|avant|apres|parce|car|donc|puis|cause|depart|attente|creche|places? |menace|de france|femmes?|hommes?|familles?|jeunes?|hlm|creneau|reservee?|demandee?|obtenue?|aurait|serait|sera|stable|mere|parentale|civique|formation|debout|prive|public|bail|garantie|hotel|quel)(?![a-z])")

_NEEDS_HOME = frozenset({"place", "cite", "villa", "residence", "resid", "cour", "route", "passage", "mas", "clos", "domaine", "batiment", "immeuble", "chemin", "square", "rue", "esplanade", "av", "bd", "bld"})
_HOME = re.compile(r"(?<![a-z])(?:habite\w*|vit|vivent|loge\w*|heberge\w*|domicilie\w*|demeur\w*|reside\w*|adresse|domicile|logement|appartement|appart|studio|dort|installe\w*|au|a la|a l'|dans (?:la|le|l')|sis|sise|situe\w*|,|:|\(|chez|chambre [\w ]{0,6})[^.;\n]{0,25}$")


class AddressRecogniser(Recogniser):
    kind = Kind.ADDRESS

    def find(self, reading: Reading) -> Iterator[Span]:
        for match in _NUMBERED.finditer(reading.folded):
            end = self._street_end(reading, match.end(), numbered=True)
            if end and not _measures(match["number"], match["way"]):
                yield self._whole(reading, match.start(), end)
        for match in _UNNUMBERED.finditer(reading.folded):
            yield from self._unnumbered(reading, match)
        for match in _ROOM.finditer(reading.folded):
            value = match["it"]
            if re.search(r"\d|(?<![a-z])[a-h](?![a-z'])", value):
                start = match.start("it") + len(value) - len(value.lstrip(" :"))
                yield self._whole(reading, start, match.end("it"))
        for match in _PLACE_SAID.finditer(reading.folded):
            end = self._street_end(reading, match.start("it"), numbered=False)
            if end:
                yield self._whole(reading, match.start("it"), max(end, match.end("it")))
        for match in _ABOVE.finditer(reading.folded):
            # Only a home is located so, not a meeting place on the way.
            if re.search(r"(?:habite|vit|loge|heberge|appart|studio|dort|chambre|demeure|logement)[^.;\n]{0,30}$", reading.before(match.start(), 50)):
                yield Span(*match.span("it"), LIKELY)

    def _unnumbered(self, reading: Reading, match: re.Match[str]) -> Iterator[Span]:
        after = reading.after(match.end(), 40).lstrip(" :.")
        if _NO_STREET.match(after):
            return
        end = self._street_end(reading, match.end(), numbered=False)
        if not end:
            return
        name = [w for w in reading.words if match.end() <= w.start < end and w.folded.rstrip("'") not in _SMALL]
        if not name:
            return
        named = any(w.capitalised for w in name) and reading.style == "mixed"
        trailing = re.match(r" ?,? (?:au |le |n° ?)*\d{1,4}(?: ?(?:bis|ter))?(?![\w/€%]| ?(?:ans|mois|h\b|e\b|km|euros))", reading.after(end, 14))
        at_home = _HOME.search(reading.before(match.start(), 50))
        if named or trailing or (at_home and (match["way"] not in _NEEDS_HOME or len(name) <= 4)):
            if not named and not trailing and reading.style == "mixed" and match["way"] in _NEEDS_HOME:
                return
            end += trailing.end() if trailing else 0
            yield self._whole(reading, match.start(), end)

    def _whole(self, reading: Reading, start: int, end: int) -> Span:
        """Take in what goes before ("residence les Lilas, ") and after (", bat B, appt 4")."""
        lead = _LEAD.search(reading.before(start, 60))
        if lead and not any(w in lead[0].split() for w in ("a", "dans", "est", "qui", "pour")):
            start -= len(lead[0])
        for _ in range(5):
            tail = _TAIL.match(reading.folded, end)
            if not tail:
                break
            end = tail.end()
        return Span(start, end, STRONG)

    @staticmethod
    def _street_end(reading: Reading, at: int, *, numbered: bool) -> int | None:
        """Where a street name that begins at `at` ends; None when there is none."""
        text = reading.folded
        cased = reading.style == "mixed"
        end: int | None = None
        names = 0
        pattern = re.compile(rf"[ ]?(?:{_LINK}(?![a-z]) ?){{0,3}}(?P<name>[a-z0-9][\w]*)")
        while names < 5 and (step := pattern.match(text, at)):
            word = step["name"]
            raw = reading.plain[step.start("name") : step.end("name")]
            linked = step.start("name") - step.start() > 1
            if names and word.isdigit() and len(word) >= 2:
                break
            if word in _STOP or (word in FUNCTION_WORDS and not linked) or re.fullmatch(MONTHS, word) and names:
                break
            if names and cased and not raw[0].isupper() and not (linked and names == 0):
                break
            if names and not cased and (word in PREDICATES or word in departement_keys()):
                break
            if names and not cased and not linked and (names >= 2 or _is_commune(word)):
                break
            if names and re.match(r" (?:a|à) ", text[step.start() : step.start() + 3]):
                break
            end = step.end("name")
            names += 1
            at = end
            if text[at : at + 1] in {"-", "'"}:
                at += 1
            elif text[at : at + 2] == ". " and names == 1 and len(word) <= 2:
                at += 1
        if end is None and not numbered:
            return None
        return end


_SMALL = frozenset("de la le les l du des d a au aux en et".split())
_STOP = frozenset(
    "depuis mais car donc elle il ils elles on je nous vous avec sans dans pour qui que quoi dont est sont etait avait ont sera"
    " aussi tel telephone mail nir caf sinon merci svp parce ou puis pas plus suite loyer bail appt appart apt app appartement bat batiment chambre etage escalier porte".split()
)


def _is_commune(word: str) -> bool:
    from anonymize.recognisers.places import communes_of

    found = communes_of(word)
    return bool(found and found[0].population > 1500)


def _measures(number: str, way: str) -> bool:
    """Whether "4 places", "3 cours" count things and name no street."""
    return way in {"cours", "place", "voie", "cote", "port", "mail", "zone", "res", "r."} and not number[:1].isdigit()
