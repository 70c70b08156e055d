"""Pages and sites, save those of public services."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize.reading import Reading
from anonymize.recognisers.base import STRONG, SURE, Recogniser, Span
from anonymize.values import Kind

_TLD = (
    "fr|com|org|net|eu|info|io|co|be|ch|lu|de|es|it|pt|uk|re|gp|mq|gf|yt|pm|nc|pf|asso|app|dev|me|tv|biz"
    "|shop|site|online|store|xyz|blog|fm|link|page|bio|social|pro|paris|bzh|alsace|corsica|ma|dz|tn|sn|ci"
)
_URL = re.compile(
    r"(?<![\w@])(?:https?|ftp) ?: ?//[^\s<>\"»)]{3,300}|(?<![\w@.])www\d?\.[^\s<>\"»)]{3,300}"
)
_BARE = re.compile(
    rf"(?<![\w@./\-:])(?:[a-z0-9](?:[a-z0-9\-]{{0,50}}[a-z0-9])?\.){{1,4}}(?:{_TLD})(?![\w.\-]*@)(?:/[^\s<>\"»)]{{0,300}}|(?![\w\-]))"
)
_SPOKEN = re.compile(
    rf"(?<!\w)(?:www point |[wv]{{3}} )?(?!(?:le|la|les|un|une|du|au|ce|ces|mon|son|de|des|en|ou|et|sur|est|a) )[a-z0-9\-]{{2,40}}(?: tiret [a-z0-9]{{2,40}}){{0,4}} point (?:{_TLD})\b(?: slash [a-z0-9\-]{{2,40}}){{0,3}}"
)
# Several words, where a site is spoken of: "son site c'est les marmites de fatou point com".
_SPOKEN_SITE = re.compile(
    r"(?<![a-z])(?:site|page|blog|lien|url|boutique|adresse web|internet|en ligne)(?: (?:internet|web|perso|pro|a elle|a lui|:|c'est|cest|c|est|s'appelle|sur)){0,3} (?P<it>(?:w ?w ?w point )?(?:(?!(?:il|elle|on|je|qui|que|mais|fait|faire|au|est)(?![a-z]))[a-z0-9'\-]{1,25} ){1,7}?point (?:fr|com|org|net|eu|example|exemple|be|ch|bzh|shop|asso))(?![a-z])"
)
_WWW = re.compile(
    r"(?<![a-z])w ?w ?w point (?:[a-z0-9'\-]{1,25} ){1,8}?point (?:[a-z]{2,8})(?![a-z])"
)
# A path after an ending that few know: "linktr.ee/djmoha".
_PATH = re.compile(r"(?<![\w@./\-])[a-z0-9\-]{3,40}\.[a-z]{2,4}/(?!\d)[a-z0-9._\-]{3,60}(?![\w@])")
_PUBLIC = re.compile(
    r"^(?:https?://)?(?:[\w\-]+\.)*(?:[\w\-]+\.)?(?:gouv\.fr|service-public\.fr|caf\.fr|ameli\.fr|msa\.fr"
    r"|francetravail\.fr|pole-emploi\.fr|legifrance\.fr|anil\.org|adil\.org|urssaf\.fr|banque-france\.fr"
    r"|lassuranceretraite\.fr|info-retraite\.fr|cnav\.fr|defenseurdesdroits\.fr|actionlogement\.fr"
    r"|beta\.gouv\.fr|data\.inclusion|crous\.fr|messervices\.etudiant\.gouv\.fr|ofii\.fr|1jeune1solution\.gouv\.fr|impots\.gouv)"
    r"(?:/|$|[?#])"
)
# An ending nobody knows: "zizi-nichoirs.example".
_STRANGE = re.compile(
    r"(?<![\w@./\-])(?P<label>[a-z][a-z0-9\-]{3,40})\.[a-z]{2,12}(?:/[^\s<>\"»)]{1,100})?(?![\w@\-])"
)
_SMALL_FIRST = re.compile(r"(?:le|la|les|un|une|du|au|ce|mon|son|chaque|cet|ces|\d+) ")
_SITE = re.compile(
    r"(?<![a-z])(?:site|page|blog|lien|boutique|adresse web|url|web|annonce)[^.;\n]{0,35}\Z"
)


class UrlRecogniser(Recogniser):
    kind = Kind.URL

    def find(self, reading: Reading) -> Iterator[Span]:
        for match in reading.in_folded(_STRANGE):
            label = match["label"]
            said = _SITE.search(reading.before(match.start(), 40))
            if not _PUBLIC.match(match[0]) and (said or re.search(r"[a-z]-[a-z]|\d", label)):
                yield Span(match.start(), match.end(), STRONG)
        for match in reading.in_folded(_SPOKEN_SITE):
            yield Span(*match.span("it"), STRONG)
        for pattern, score in (
            (_WWW, STRONG),
            (_PATH, STRONG),
            (_URL, SURE),
            (_BARE, STRONG),
            (_SPOKEN, STRONG),
        ):
            for match in reading.in_folded(pattern):
                address = match[0].rstrip(".,;:!?'")
                small = bool(_SMALL_FIRST.match(address)) and pattern is _SPOKEN
                if not _PUBLIC.match(address) and not small:
                    yield Span(match.start(), match.start() + len(address), score)
