"""File, court, complaint, contract, customer and prison numbers, and any other long code."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, WEAK, Recogniser, Span
from anonymize.recognisers.kept import kept_names
from anonymize.values import Kind

_NUMBER = r"(?:n°|n ?°|no\.?|nr|num(?:ero)?s?\.?|nb)"
_THING = (
    r"dossiers?|doss|ref(?:erences?)?\.?(?: client| dossier| interne)?|rg|role general|plainte|pv|proces[ -]verbal|main courante|mc"
    r"|ecrou|numero d'ecrou|contrat|clients?|cliente|police|sinistre|matricule|mandat|jugement|ordonnance|arret|parquet|minute|facture|bail"
    r"|abonne|adherent|assure|usager|beneficiaire|locataire|demandeur|nud|snu?e|demande|demande de logement|logement"
    r"|recours|requete|reclamation|courrier|lettre|recommande|lrar|suivi|compte client|oqtf|decision|notification"
    r"|pdl|pce|compteur|rpps|finess|ine|ipp|nip|nda|identifiant|ident|id|convocation|commission|avis|titre executoire"
    r"|piece|acte|inscription|enregistrement|code|immatricule|greffe|instance|affaire|procedure|conciliation|ticket"
    r"|declaration|at\b|accident|siao|si[ -]siao|dalo|aj|bureau d'aide juridictionnelle|chambre|cadastre|parcelle|section"
)
# What announces a code: the thing, at most a few words, then the code itself.
_SAID = re.compile(
    rf"(?<![\w])(?:{_THING})(?![a-z])(?P<link>(?: ?[:=(,] ?| (?:est|c'est|cest|porte|sous|le|la|du|de|au|caf|mdph|dalo|interne|client|edf|engie|siao|tribunal|judiciaire) |[ ]){{0,6}}?"
    rf"(?:{_NUMBER})?[ :.]{{0,3}})(?P<it>(?:(?!(?:caf|ofii|mdph|nir|ss|ft|cpam|edf|apa|dalo|siao|n|no|num|le|la|les|du|de|des|au|un|a|et|est|il|id|pr|sur|en) )[a-z]{{1,4}} (?=[a-z]{{0,2}}\d))?(?=[^\s]*\d)[a-z0-9](?:[a-z0-9/\-_.*°]{{0,39}}[a-z0-9*])(?: [a-z0-9/\-_.]*\d(?:[a-z0-9/\-_.]*[a-z0-9])?| [a-z]{{1,4}}(?= \d{{2,}})| [b-xz](?![\w'])){{0,6}})"
)
_AFTER_NUMBER = re.compile(
    rf"(?<![\w])(?P<number>{_NUMBER})(?![a-z])[ :.]{{0,3}}(?P<it>(?:(?!(?:caf|ofii|mdph|nir|ss|ft|cpam|edf|apa|dalo|siao|n|no|num|le|la|les|du|de|des|au|un|a|et|est|il|id|pr|sur|en) )[a-z]{{1,4}} (?=[a-z]{{0,2}}\d))?(?=[^\s]*\d)[a-z0-9](?:[a-z0-9/\-_.*]{{0,39}}[a-z0-9*])(?: [a-z0-9/\-_.]*\d(?:[a-z0-9/\-_.]*[a-z0-9])?| (?!(?:au|aux|et|ou|la|le|les|du|de|des|rue|en|sur|est|a|ans|mois)(?![a-z]))[a-z]{{1,4}}(?= \d{{2,}})| [b-xz](?![\w'])){{0,6}})"
)
# Court and police numbers carry their initials with them.
_DOCKET = re.compile(
    r"(?<![\w])(?:rg|pv|ipp|hdj|nip|nda|ndp|arp|scp|ej|bt|at|apa|lo) ?(?:n ?° ?|:|numero )? ?(?=[a-z]{0,2}\d)[a-z0-9]{1,6}(?:[ /\-.]?\d{2,6}){1,3}(?![\w])"
)
_CAPITAL_CODE = re.compile(
    r"(?<![\w])[A-Z]{1,4} (?:(?:\d{2,4}[ /\-]){0,3}\d{4,}|\d{3}[ /\-]\d{3}(?:[ /\-]\d{2,4})?)(?![\w])(?! ?(?:€|euros?|km))"
)
_SAY = rf"(?:{numerals.WORD}|et|\d{{1,5}}|[a-z](?![a-z'])|tiret|slash|barre|point|oblique|anti[ -]?slash|du [68b]as?)"
_SPOKEN_CODE = re.compile(
    rf"(?<![a-z])(?:{_THING}|numero|n°|ipp|num|code|matricule)(?![a-z])(?: [a-z'°]+){{0,4}}?[ :]+(?P<it>(?:[a-z]{{1,3}}[ -])?{_SAY}(?:[ -]{_SAY}){{4,40}}(?<! et)(?<!-et)(?<! a))(?![a-z])"
)
# The end of a number is a number too: "un compte qui finit par 3087".
_ENDS_BY = re.compile(
    rf"(?<![a-z])(?:(?:finit|finissant|finissent|fini|termin\w+|commenc\w+) (?:par|:)|(?:derniers?|premiers?) (?:chiffres?|numeros?)(?: (?:sont|est|c'est|:))?) ?:? ?[.…*]{{0,6}} ?(?P<it>(?!une?(?![a-z])(?![ \-]{numerals.WORD}))(?:[a-z]{{1,3}} ?(?=\d))?(?:(?:{numerals.WORD}|\d++)[ \-]?){{1,10}}(?<![ \-])(?: ?[a-z](?![\w']))?)(?!\w)(?! ?(?:€|euros?|ans|mois|jours|h\b|heures))"
)
# "deux mille vingt-six tiret zero quarante-trois": what separates makes a code of it.
# Initials, then a number in words: "référence SIN quatre mille cent dix".
_INITIALS_SPOKEN = re.compile(
    rf"(?<![a-z])(?:references?|ref|dossier|sinistre|numero|n°|contrat|matricule|code) (?:est |c'est |: ?)?(?P<it>(?!(?:de|du|des|le|la|les|un|une|et|est|a|au|en|sur|par)(?![a-z]))[a-z]{{2,4}}[ \-]{numerals.NUMBER})(?![a-z])(?! ?(?:€|euros?|ans|mois|jours|enfants|personnes|h\b))"
)
_SAID_SLASHED = re.compile(
    rf"(?:(?<=c'est )|(?<=porte le )|(?<![a-z]))(?P<it>(?:(?<=c'est )[a-z]{{4,}} )?(?:[a-z]{{1,3}} )?(?:(?:{numerals.WORD}|\d++)[ \-]){{1,8}}(?:(?:tiret|slash|barre|oblique)[ \-](?:(?:{numerals.WORD}|\d++|[a-z](?![a-z']))[ \-]?){{1,8}}){{1,4}})(?<![ \-])"
)
# A code by its looks: no space, digits with letters or separators.
_SHAPE = re.compile(r"(?<![\w@.])(?=[a-z0-9/\-_]*\d)[a-z0-9]+(?:[/\-_.]+[a-z0-9]+)*(?![\w@])")
_LONG_NUMBER = re.compile(r"(?<![\w,])\d(?:[ .\-/]?\d){6,30}(?!\d)")

# Initials that stand before a code are a part of it: "RG 25/00114", "ASE/PLT/5521", "IPP 800".
_CODE_LEAD = re.compile(
    r"(?<![\w'])(?P<it>(?:(?:[a-z]{1,8}[/\-_.]){1,3}|(?:rg|pv|ipp|nip|nda|ame|apa|loc|mc|pc) ?(?:n ?° ?|:)? ?|(?<=numero )(?:parquet|ecrou|sinistre) |(?<=matricule )[a-z]{3,8} ))\Z"
)
_CODE_TAIL = re.compile(r"(?:(?<=\d)[/\-][a-z0-9]{1,6}(?![\w']))+")
# A body, then groups of digits with or without letters, and nothing between: "mdph 77 D 118 220".
_BY_BODY = re.compile(
    r"(?<![\w])(?:mdph|mdpa|cpam|cnam|ame|css|c2s|cmu|acs|apa|pch|ants|ofii|fsl|edf|engie|enedis|veolia|suez|orange|sfr|free|bouygues|bdf|banque de france|urssaf|cipav|agirc|cnav|carsat|msa|cnracl|dgfip|impots|ccas|siao|dalo|sne|spip|crip|ase|pmi|anah|anef|cesu|pajemploi|cetelem|cofidis|sofinco|oney|floa|younited|matricule|credit|pret|assurance|mutuelle|allianz|axa|maif|macif|maaf|matmut|groupama|gmf|(?:contrat|client|police|dossier|abonne|compte|sinistre|adherent) [a-z]{3,14}) ?(?:n ?° ?|num |numero |:|= ?)? ?"
    r"(?P<it>(?:[a-z]{1,6}[ \-/]?)?(?=(?:[^\n,;:€]?\d){5})\d{1,8}(?:[ \-/.][a-z]?\d{1,8}[a-z]?(?![a-z])|[ \-/.]?[b-df-z](?![a-z'])){0,6})(?![\w€])"
)
# Groups of digits around one letter, eight digits or more in all: "64 T 44 08 112".
_LETTERED = re.compile(
    r"(?<![\w,.])(?P<it>\d{1,4}(?: \d{2,4}){0,3} [b-df-gj-z](?: \d{2,6}){1,4})(?![\w€])(?<=\d{3})"
)
_SLASHED = re.compile(r"(?<![\w/])[A-Z]{2,6}(?:/[A-Z0-9]{1,8}){1,4}(?<=\d{3})(?![\w/])")

_LAW_BEFORE = re.compile(
    r"(?<![a-z])(?:loi|lois|decret|arrete|ordonnance|circulaire|directive|reglement|article|articles|art|arts|cerfa"
    r"|formulaire|convention|instruction|note|alinea|annexe|code|livre|titre|chapitre|formule|imprime|avenant|amendement|bulletin|lettre|categorie|echelon|type|version|option|point|question|etape|tome|piece)"
    r"(?: (?:ue|ce|cadre|organique|modifiee?|interministerielle?|ministeriel|prefectoral))?\.?(?: ?(?:n ?°|no|numero))?[ .:]{0,3}\Z"
)
_ARTICLE = re.compile(
    r"^(?:[lrd]\.?[ \-]?)?\d{1,4}(?:-\d{1,3}){1,4}$|^[lrda]\.? ?\d{2,4}(?:-\d{1,3}){0,4}$|^\d{5}\*\d\d\Z"
)
_MEASURE = re.compile(
    r"^ ?(?:€|euros?\b|eur\b|eu\b|e\b|%|pour ?cent|km|m2|m²|metres?|ans?\b|mois\b|jours?\b|j\b|h\b|heures?\b|min|kva|kwh|kg|g\b|ml\b|cl\b|fois|personnes|pers\b|enfants|dossiers|familles|trimestres|points|places|lits|x\b|francs|dollars|dinars|balles|boules|k\b|ko\b|mo\b)"
)
_MONEY_BEFORE = re.compile(r"(?:€|eur|somme de|montant de?|dette de|total de?) ?:? ?\Z")
_DATE = re.compile(
    r"^(?:(?:0?[1-9]|[12]\d|3[01])[/.\-](?:0?[1-9]|1[0-2])(?:[/.\-](?:\d\d|(?:19|20)\d\d))?|\d{4}[/\-]\d{1,2}[/\-]\d{1,2}|\d{4}[/\-]\d{4}|(?:19|20)\d\d)\Z"
)
_TIME = re.compile(r"^\d{1,2}h(?:\d{2})?(?:-\d{1,2}h(?:\d{2})?)?\Z")
_QUANTITY = re.compile(
    r"^(?:x?\d+(?:e|er|re|eme|ieme|nd|nde|h|ans|km|m|kg|eur|euros|mois|j|x|m2|g|l|kva|cm|mn|min|a|k|ko|go|cv|w)?|\d+[.,]\d+|\d+[-/]\d+(?:ans|h|mois|e|eme)?|[a-z]\d{1,2}|t\d(?:bis)?|f\d|\d{1,3}[a-z]|\d{1,2}h\d{2})\Z"
)


class ReferenceRecogniser(Recogniser):
    kind = Kind.REF

    def find(self, reading: Reading) -> Iterator[Span]:
        for span in self._codes(reading):
            lead = _CODE_LEAD.search(reading.before(span.start, 24))
            tail = _CODE_TAIL.match(reading.digits, span.end)
            start = span.start - len(lead["it"]) if lead else span.start
            yield Span(start, tail.end() if tail else span.end, span.score)

    def _codes(self, reading: Reading) -> Iterator[Span]:
        yield from self._announced(reading)
        yield from self._shaped(reading)
        yield from self._docketed(reading)
        yield from self._dictated(reading)
        yield from self._long(reading)
        for match in _INITIALS_SPOKEN.finditer(reading.folded):
            yield Span(*match.span("it"), LIKELY)
        for pattern in (_BY_BODY, _LETTERED):
            for match in pattern.finditer(reading.digits):
                if match["it"].split()[0] in {
                    "du",
                    "de",
                    "le",
                    "la",
                    "les",
                    "des",
                    "a",
                    "au",
                    "et",
                }:
                    continue
                if not _MEASURE.match(reading.after(match.end(), 12)):
                    yield Span(*match.span("it"), LIKELY)
        for match in _SLASHED.finditer(reading.plain):
            yield Span(match.start(), match.end(), LIKELY)

    def _announced(self, reading: Reading) -> Iterator[Span]:
        text = reading.digits
        for pattern in (_SAID, _AFTER_NUMBER):
            for match in pattern.finditer(text):
                start, end = match.span("it")
                code = _trimmed(text[start:end])
                end = start + len(code)
                lead = text[max(0, start - 2) : start] == "n°"  # "n°2511847": one word to the eye
                numbered = "number" in pattern.groupindex or re.search(_NUMBER, match["link"])
                digits = sum(c.isdigit() for c in code)
                if digits < (2 if numbered and re.search(r"[a-z/\-]", code) else 3):
                    continue
                if self._ordinary(reading, start, end, code) or _DATE.match(code):
                    continue
                if (
                    not numbered
                    and digits < 4
                    and not match[0].startswith(("cadastre", "parcelle", "section"))
                    and not re.search(r"[a-z]\d|\d[a-z]|\d[/\-]\d", code)
                ):
                    continue
                yield Span(start - 2 * lead, end, STRONG if numbered else LIKELY + 0.1)

    def _docketed(self, reading: Reading) -> Iterator[Span]:
        for match in _DOCKET.finditer(reading.digits):
            if sum(c.isdigit() for c in match[0]) >= 4 and not _MEASURE.match(
                reading.after(match.end(), 12)
            ):
                yield Span(match.start(), match.end(), STRONG)
        if reading.style != "upper":
            for match in _CAPITAL_CODE.finditer(reading.plain):
                known = match[0].split()[0].lower() in kept_names()
                if not known and not re.match(r"[A-Z]+ (?:19|20)\d\d\Z", match[0]):
                    yield Span(match.start(), match.end(), LIKELY + 0.05)

    def _dictated(self, reading: Reading) -> Iterator[Span]:
        """A long number said digit by digit; a sum of money is one well-formed number."""
        for pattern in (_ENDS_BY, _SAID_SLASHED):
            for match in pattern.finditer(reading.digits):
                yield Span(*match.span("it"), LIKELY)
        for match in _SPOKEN_CODE.finditer(reading.digits):
            said = re.findall(rf"{numerals.WORD}|\d+", match["it"])
            chunks = numerals.chunks(match["it"])
            year = len(chunks) == 1 and 1900 <= int(chunks[0]) <= 2100
            if len(said) >= 4 and not year:
                yield Span(*match.span("it"), LIKELY)
        for run in numerals.RUN.finditer(reading.digits):
            said = re.findall(r"[a-z]+|\d+", run[0])
            zeros = said.count("zero")
            if zeros >= 2 and len(said) >= 4:
                yield Span(run.start(), run.end(), WEAK)
            if len(said) < 5 or _MEASURE.match(reading.after(run.end(), 12)):
                continue
            by_digit = "zero" in said or len(numerals.digits(run[0])) >= 9
            if by_digit and len(numerals.digits(run[0])) >= 6:
                yield Span(run.start(), run.end(), WEAK)

    def _shaped(self, reading: Reading) -> Iterator[Span]:
        text = reading.digits
        for match in _SHAPE.finditer(text):
            code = match[0]
            digits = sum(c.isdigit() for c in code)
            letters = sum(c.isalpha() for c in code)
            if digits < 4 or _DATE.match(code) or _TIME.match(code) or _QUANTITY.match(code):
                continue
            if self._ordinary(reading, match.start(), match.end(), code):
                continue
            mixed = letters and digits >= 4
            if mixed or (re.search(r"[/\-_]", code) and digits >= 5):
                yield Span(match.start(), match.end(), WEAK + 0.05)

    def _long(self, reading: Reading) -> Iterator[Span]:
        # Seven digits or more that measure nothing identify somebody or something.
        text = reading.digits
        for match in _LONG_NUMBER.finditer(text):
            if self._ordinary(reading, match.start(), match.end(), match[0]):
                continue
            groups = re.split(r"[ .\-/]", match[0])
            if all(_DATE.match(part) for part in match[0].split()) or _DATE.match(match[0]):
                continue
            if (
                len(groups) > 1
                and all(len(g) == 4 for g in groups)
                and all(g[:2] in {"19", "20"} for g in groups)
            ):
                continue
            yield Span(match.start(), match.end(), WEAK)

    @staticmethod
    def _ordinary(reading: Reading, start: int, end: int, code: str) -> bool:
        """Whether the code is an amount, a law, an article, a form."""
        if _LAW_BEFORE.search(reading.before(start, 40)) and not re.search(r"[a-z]{2}", code):
            return not re.search(r"\d{2}/\d{5}", code)
        if _MEASURE.match(reading.digits[end : end + 12]) or _MONEY_BEFORE.search(
            reading.before(start, 14)
        ):
            return True
        return bool(_ARTICLE.match(code) and re.search(r"[lrd*]", code))


def _trimmed(code: str) -> str:
    """Cut what follows the last digit or a lone key letter."""
    code = code.rstrip(".-/_*° ")
    tail = re.search(r" [a-z]\Z", code)
    if tail and not re.search(r"\d [a-z]\Z", code):
        code = code[: tail.start()]
    return code
