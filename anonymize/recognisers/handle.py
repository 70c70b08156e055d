"""Account names on networks: @name, name_with_marks, or any word said to be a profile."""

from __future__ import annotations

import re
from collections.abc import Iterator

from anonymize import numerals
from anonymize.lexicons import first_names
from anonymize.reading import Reading
from anonymize.recognisers.base import LIKELY, STRONG, Recogniser, Span
from anonymize.recognisers.ordinary import is_french, is_ordinary
from anonymize.recognisers.vocabulary import FUNCTION_WORDS, PREDICATES
from anonymize.values import Kind

_AT = re.compile(r"(?<![\w.%+\-@])@ ?[\w][\w.\-]{1,60}(?::[\w.\-]{3,60})?")
_MARKED = re.compile(r"(?<![\w.@/])[a-z0-9.\-]{0,40}[a-z0-9]_+[a-z0-9][\w.\-]{0,40}(?![\w@])")
_DISCORD = re.compile(r"(?<!\w)[\w.]{2,32}#\d{4}(?!\d)")
_NETWORK = (
    r"insta(?:g(?:ram)?|gramme)?|ig|snap(?:chat)?|tik ?tok|tiktok|facebook|fb|messenger|twitter|telegram|discord"
    r"|linked ?in|whats ?app|signal|viber|imo|vinted|leboncoin|youtube|twitch|bigo|badoo|tinder|skype"
    r"|pinterest|bluesky|threads|tchap|reseaux?|pseudo|pseudonyme|profil|compte|page|chaine|login|identifiant"
)
# "son insta c'est ...", "sur snap : ...", "pseudo tiktok ...", "sous le nom de ..."
_SAID = re.compile(
    rf"(?<![\w])(?:{_NETWORK})(?: (?:{_NETWORK}|perso|public|prive|pro))?"
    r"(?P<link> ?: ?| ?= ?| ?, ?| c'est | cest | c | est | sous (?:le (?:nom|pseudo)(?: de)? )?"
    r"| au nom de | s'appelle | se nomme | nomme | avec le pseudo | \(| «? ?\"? ?| [«\"] ?)"
    r"(?P<it>[a-z0-9@][\w.\-]{2,40})"
)
# A profile is a name of several words too: "facebook a elle Ninie Belenus Guadeloupe".
_NAMED = re.compile(
    rf"(?<![\w])(?:{_NETWORK.split('|reseaux')[0]}|pseudo|pseudonyme)(?: (?:perso|public|prive|pro|a elle|a lui|d'elle|de (?:sa|son|la|l'|le) ?[a-z]{{2,10}}|aussi|fake|faux))?"
    r"(?: ?[:=] ?| c'est | cest | c | sous (?:le (?:nom|pseudo)(?: de)? )?| au nom de | s'appelle | se nomme | nomme | avec le pseudo | ?[«\"“] ?| )"
)
_CAPITALS = re.compile(
    r"[A-ZÀ-Ý][\w'’.-]*(?: (?:de|du|des|la|le|l['’]|d['’]|chez|et|en|au|by|x|&)? ?[A-ZÀ-Ý0-9][\w'’.-]*){0,4}"
)
_QUOTED = re.compile(r" ?[«\"“] ?(?P<it>[^«»\"“”\n]{2,40}?) ?[»\"”]")
_NUMBERED = re.compile(
    r"(?<![\w])(?:pseudo(?: (?:insta|snap|tik ?tok|facebook|fb|telegram|discord|vinted))?|insta(?:gram)?|snap(?:chat)?|tik ?tok|facebook|fb|telegram|discord) (?P<it>[a-z][a-z'.-]{1,25}(?: [a-z'.-]{1,25}){0,3} \d{1,4})(?![\w/:]| ?(?:ans|fois|h\b|€|jours|mois|euros))"
)
_HERS = re.compile(
    r"(?<![\w])(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|facebook|fb|telegram|discord) (?:a (?:elle|lui)|d'elle|de lui|perso) (?:c'est )?(?P<it>[a-z][\w'.-]{2,25}(?: [a-z][\w'.-]{2,25}){0,2})(?=[,.;:()\n]|\Z)"
)
_PSEUDO = re.compile(
    r"(?<![\w])(?:pseudo(?:nyme)?|sous le nom de|sous le pseudo(?: de)?|nom d'utilisateur|login|insta(?:gram)?|snap(?:chat)?|tik ?tok|facebook|fb|telegram|discord|messenger|vinted|twitch)(?: (?:c'est|cest|c|est)| ?[:=]) (?P<it>[a-z][\w'.-]{1,25}(?: (?!(?:et|mais|qui|il|elle|on|depuis|pour|avec|son|sa|ses|je|a|est|tel|mail|merci|svp|dans|sur|que|ou)(?![a-z]))[\w'.-]{1,25}){0,3})(?=[,.;:()\n]|$| (?:et|mais|qui|il|elle|on|depuis|pour|avec|son|sa|ses|je|a|est|tel|mail|merci|svp|dans|sur|que|ou)(?![a-z]))"
)
# Dictated: "son compte lenaig point kervella tiret du bas deux".
_SPOKEN = re.compile(
    rf"(?<![\w])(?:{_NETWORK})(?: (?:{_NETWORK}|perso|public|prive|pro))?(?: (?:c'est|cest|est|sous|nomme))? (?P<it>[a-z0-9]{{2,20}}(?: (?:point|tiret(?: du (?:bas|six|huit|6|8))?|underscore|arobase) (?:{numerals.NUMBER}|[a-z0-9]{{1,20}})){{1,5}}(?: (?:[b-xz]|a(?= pour| et|[,.;]|$)|\d{{1,4}}|{numerals.NUMBER})(?![\w'])){{0,4}})(?![\w'])"
)
# Words and a number in words: "sous le nom de loup blanc quarante-deux".
_WORDS_NUMBERED = re.compile(
    rf"(?<![\w])(?:{_NETWORK.split('|reseaux')[0]}|pseudo|pseudonyme|profil|compte)(?: [a-z]{{2,10}})? (?:sous (?:le )?(?:nom|pseudo)(?: de)?|au nom de|s'appelle|c'est|nomme|:) (?P<it>[a-z][a-z'.\-]{{1,25}}(?: [a-z'.\-]{{2,25}}){{0,3}}?[ \-]{numerals.NUMBER})(?![\w/:]| ?(?:ans|fois|h\b|€|jours|mois|euros))"
)
# An account where somebody was met or something was posted: "vu sur une page deals du 35 qui".
_MET_ON = re.compile(
    r"(?<![a-z])(?:rencontr\w+|contact\w+|message|poste\w*|annonces?|trouve\w*|connue?s?|arnaqu\w+|achet\w+|vendu\w*|ecrit|repere\w*|parle) (?:[a-z']+ ){0,3}?(?:sur|par|via|avec) (?:un|une|son|sa|le|la|leur) (?:compte|profil|page|chaine|groupe) (?P<it>[a-z0-9][\w'-]{1,20}(?: (?!(?:pour|qui|et|mais|que|il|elle|on|depuis|dans|avec|a|est|en|je)(?![a-z]))[\w'-]{1,20}){1,3})(?=[,.;:()\n]|$| (?:pour|qui|et|mais|que|il|elle|on|depuis|dans|avec|a|est|en|je)(?![a-z]))"
)
# Without capitals to tell, what follows "un facebook" up to the end of the sentence.
_HAS_ONE = re.compile(
    r"(?<![a-z])(?:un|son|sa page|leur|(?:une|la) page|le) (?:facebook|insta(?:gram)?|snap(?:chat)?|tik ?tok|twitter|telegram|youtube|twitch) (?P<it>[a-z][\w'-]{2,25}(?: [\w'-]{1,25}){0,4})(?=[,.;:()\n]|$)"
)
# Names with dots and figures, or of letters and figures, where an account is spoken of.
_DOTTED = re.compile(
    r"(?<![\w.@/:\-])(?P<it>[a-z]{3,}\.[a-z]{2,}(?:\.[a-z]{2,})*(?:\.?\d{1,4})|[a-z]{3,}\.[a-z]{2,}\.[a-z]{3,})(?![\w@]|\.\w)"
)
_MIXED = re.compile(
    r"(?<![\w.@/:\-])(?P<it>(?P<head>[a-z]{4,20})\d{1,4}[a-z]{0,12})(?![\w@\-]|\.\w)"
)
_ACCOUNT = re.compile(
    r"(?<![a-z])(?:sur|sous|compte|pseudo\w*|login|identifiant|profil|insta\w*|snap\w*|tik ?tok|facebook|fb|messenger|twitter|telegram|discord|paypal|vinted|leboncoin|ecri\w*|contact\w*|signe|poste|ajoute\w*|suit|nom|s'appelle|appelle)(?: [a-z]{2,12}| :| ?,| ?=){0,2} ?\Z"
)
_PREFIXED = re.compile(r"(?<![\w/])(?:live:|in/|u/)[a-z0-9][\w.\-]{2,40}")
# "ajoute-le sur snap mehdi toulousain", "sous brice le casseur sur tiktok": words, one a name.
_ON = re.compile(
    rf"(?<![\w])sur (?:son |sa |leur )?(?:{_NETWORK.split('|reseaux')[0]}) (?P<it>[a-z][a-z'\-]{{1,20}}(?: [a-z][a-z'\-]{{1,20}}){{0,3}})(?=[,.;:()\n]|$)"
)
_UNDER = re.compile(
    rf"(?<![\w])(?:sous|c'est|nom|nomme|trouve|ajoute[rz]?) (?:le nom (?:de )?|le pseudo (?:de )?)?(?P<it>[a-z][a-z'\-]{{1,20}}(?: [a-z][a-z'\-]{{1,20}}){{0,3}}) sur (?:{_NETWORK.split('|reseaux')[0]})(?![a-z])"
)
_NOT_PROFILES = frozenset(
    "bancaire courant epargne joint nickel postal commun ferme bloque pirate public prive pro perso personnel facebook de du des d'une d'un d'occasion".split()
)
_HANDLE_LIKE = re.compile(r"(?=.*[a-z])(?=.*(?:\d|[._]\w))[\w.\-]+\Z")
_PUBLIC = re.compile(r"@(?:caf|cpam|mdph|ville|mairie|prefecture|francetravail)\b")


_OWNED = re.compile(
    r"(?<![a-z])(?:son|sa|ses|mon|ma|ton|ta|leur|notre|votre|le|sur|nouveau|autre|compte|page|profil) ?\Z"
)


def _of_a_person(words: list[str]) -> bool:
    """Whether words that no verb joins hold a name."""
    if set(words) & _VERBS or words[0] in FUNCTION_WORDS:
        return False
    return any(
        not is_french(word) or (first_names().get(word, 0) >= 512 and word not in FUNCTION_WORDS)
        for word in words
    )


_VERBS = PREDICATES | frozenset(
    "messenger facebook insta snap tiktok sous chez a ont est sont il elle on je ils elles nous qui que et ou mais pour avec dans depuis sans par".split()
)


class HandleRecogniser(Recogniser):
    kind = Kind.HANDLE

    def find(self, reading: Reading) -> Iterator[Span]:
        text = reading.folded
        for match in _AT.finditer(text):
            end = match.start() + len(match[0].rstrip(".-"))
            if not _PUBLIC.match(match[0]):
                yield Span(match.start(), end, STRONG)
        for pattern in (_MARKED, _DISCORD):
            for match in pattern.finditer(text):
                yield Span(match.start(), match.start() + len(match[0].rstrip(".-")), LIKELY)
        for match in _SAID.finditer(text):
            handle = match["it"].rstrip(".-")
            start = match.start("it")
            announced = match["link"].strip() not in {"", ",", "est", "("}
            if _HANDLE_LIKE.match(handle) or (announced and self._is_name(handle)):
                yield Span(start, start + len(handle), STRONG)

        for match in _DOTTED.finditer(text):
            figures = re.search(r"[a-z]\.?\d", match["it"]) and match["it"].count(".") < 3
            if (figures and len(match["it"]) > 8) or _ACCOUNT.search(
                reading.before(match.start(), 30)
            ):
                yield Span(*match.span("it"), STRONG)
        for match in _MIXED.finditer(text):
            if not is_french(match["head"]) and _ACCOUNT.search(reading.before(match.start(), 30)):
                yield Span(*match.span("it"), STRONG)
        for match in _PREFIXED.finditer(text):
            yield Span(match.start(), match.end(), LIKELY)
        for pattern in (_ON, _UNDER):
            for match in pattern.finditer(text):
                if _of_a_person(match["it"].split()):
                    yield Span(*match.span("it"), LIKELY)
        yield from self._of_words(reading)

    @staticmethod
    def _of_words(reading: Reading) -> Iterator[Span]:
        """Profiles of several words: quoted, in capitals, or said to be one."""
        for match in _NAMED.finditer(reading.folded):
            at = match.end()
            opened = re.search(r"[«\"“] ?\Z", match[0])
            if quoted := _QUOTED.match(reading.plain, at - len(opened[0]) if opened else at):
                yield Span(*quoted.span("it"), STRONG)
                continue
            name = _CAPITALS.match(reading.plain, at) if reading.style == "mixed" else None
            if name and " " in name[0]:
                yield Span(*name.span(), LIKELY)
        for match in _SPOKEN.finditer(reading.folded):
            yield Span(*match.span("it"), STRONG)
        for pattern in (_MET_ON, _HAS_ONE):
            for match in pattern.finditer(reading.folded):
                first = match["it"].split()[0]
                unsaid = pattern is _MET_ON or reading.style != "mixed"
                if unsaid and not {first, first.split("'")[0]} & (_NOT_PROFILES | FUNCTION_WORDS):
                    yield Span(*match.span("it"), LIKELY)
        for match in _HERS.finditer(reading.folded):
            yield Span(*match.span("it"), LIKELY)
        for match in _NUMBERED.finditer(reading.folded):
            if match["it"].split()[0] not in FUNCTION_WORDS:
                yield Span(*match.span("it"), LIKELY)
        for match in _WORDS_NUMBERED.finditer(reading.folded):
            yield Span(*match.span("it"), LIKELY)
        for match in _PSEUDO.finditer(reading.folded):
            words = match["it"].split()
            owned = _OWNED.search(reading.before(match.start(), 14)) or match[0].startswith(
                ("pseudo", "nom d", "login", "sous")
            )
            if not owned and all(is_french(word) for word in words):
                continue  # "snap c'est fini"
            if words[0] not in FUNCTION_WORDS or " " in match["it"]:
                yield Span(*match.span("it"), LIKELY)

    @staticmethod
    def _is_name(word: str) -> bool:
        return len(word) > 3 and word not in FUNCTION_WORDS and not is_ordinary(word)
