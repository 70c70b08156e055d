"""The generator: messages of the trade in many voices, with their spans.

Templates (`templates/*.txt`) are clauses; "(a|b)" is a choice, "{slot}" a value. PER covers names
without titles; LOC communes, quarters and foreign cities; HOME addresses, told in words too; ORG small
organisations that help find a person; HANDLE account names; CODE numbers that identify, whichever; AGE; DATE exact days, of
birth too. Public bodies, schemes, départements, amounts, dates of laws stay unlabelled.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from anonymize.training import typing
from anonymize.training.corpora import Span, Text, joined
from anonymize.training.slots import (
    TEMPLATES,
    Names,
    Places,
    acronym,
    coined,
    reference,
    spelled,
    spelled_by_words,
    values,
)

VOICES = ("proper", "phone", "dictated", "whatsapp", "bullets", "caps", "bureaucratic", "hurried")
_VOICE_WEIGHTS = (20, 22, 18, 12, 9, 6, 8, 5)
_LABELS = {
    "PER": frozenset("F Ff Fm Fw L Lw FL LF P N I I1 JB S SC Hf Hl Hl2 Hname".split()),
    "LOC": frozenset("city town foreign quartier".split()),
    "HOME": frozenset("addr spot".split()),
    "ORG": frozenset("school employer assoc home sorg".split()),
    "HANDLE": frozenset({"handle"}),
    "CODE": frozenset("num nir iban phone plate".split()),
    "AGE": frozenset("age agen".split()),
    "DATE": frozenset("date bdate".split()),
}
_LABEL_OF = {slot: label for label, slots in _LABELS.items() for slot in slots}
_PLAIN = frozenset().union(*(_LABELS[label] for label in ("HANDLE", "CODE", "AGE", "DATE")))
_UNIT = re.compile(r" ?(?:ans|mois)(?!\w)")
_TITLES_F = ["Mme", "mme", "Madame", "madame", "Mlle", "MME", "Mme.", "mlle", "la dame"]
_TITLES_M = ["M.", "Mr", "mr", "Monsieur", "monsieur", "M", "MR", "Mr.", "m."]
_TITLES_ANY = [
    "Dr",
    "Me",
    "le docteur",
    "la docteure",
    "maître",
    "Maître",
    "Dr.",
    "me",
    "Mme",
    "M.",
]
_EMOJI = ["😭", "🙏", "😡", "❤️", "👍", "😊", "🤷‍♀️", "😅", "⚠️", "📞", "🏠", "😢", "!!", "...", "?!"]


@dataclass(frozen=True)
class Person:
    """Who a message is about: the same names all along."""

    first: str
    last: str
    woman: bool


@dataclass
class _Draft:
    text: str = ""
    spans: list[Span] = field(default_factory=list)

    def add(self, piece: str, label: str | None = None) -> None:
        if label and piece.strip():
            self.spans.append((len(self.text), len(self.text) + len(piece), label))
        self.text += piece


class Generator:
    """Writes messages from a seed: the same seed, the same messages."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311
        self.names = Names(self.rng)
        self.places = Places(self.rng)
        self.values = values()
        self.clauses = {
            kind: [
                line
                for line in (TEMPLATES / f"{kind}.txt").read_text(encoding="utf-8").split("\n")
                if line and not line.startswith("#")
            ]
            for kind in ("intro", "story", "neutral", "odd")
        }

    def messages(self, count: int) -> Iterator[Text]:
        """`count` messages, each in one voice; about one in eight names nobody."""
        for _ in range(count):
            yield self.message(self.rng.choices(VOICES, _VOICE_WEIGHTS)[0])

    def message(self, voice: str) -> Text:
        """One message in a voice."""
        hero = self._person()
        draft = _Draft()
        joint = self._joint(voice)
        for number, template in enumerate(self._plan(voice)):
            if number:
                draft.add(self.rng.choice(joint))
            self._expand(template, hero, draft)
        spans = tuple(_with_unit(draft.text, span) for span in draft.spans)
        text = joined(Text(draft.text, spans, f"message-{voice}", numbered=True))
        return self._typed(text, voice)

    def _plan(self, voice: str) -> list[str]:
        rng = self.rng
        neutral, odd = self.clauses["neutral"], self.clauses["odd"]
        nobody = rng.random() < 0.12
        plan = ["{greet}"] if rng.random() < 0.35 else []
        if voice == "bullets":
            plan += rng.sample(odd, rng.randint(2, 6)) + rng.sample(neutral, rng.randint(0, 3))
        elif nobody:
            plan += rng.sample(neutral, rng.randint(1, 7))
        else:
            plan += rng.sample(self.clauses["intro"], rng.choice([0, 1, 1, 1]))
            rest = rng.sample(self.clauses["story"], rng.randint(0, 3))
            rest += rng.sample(neutral, rng.randint(0, 5)) + rng.sample(
                odd, rng.choice([0, 0, 0, 1])
            )
            rng.shuffle(rest)
            plan += rest
        return plan or [rng.choice(self.clauses["story"])]

    def _joint(self, voice: str) -> list[str]:
        return {
            "bullets": ["\n", "\n", "\n- ", " ; "],
            "dictated": [" ", " et ", " donc ", " alors ", " euh ", " et puis ", " voilà "],
            "whatsapp": ["\n", " ", ". ", "... ", f" {self.rng.choice(_EMOJI)} "],
            "phone": [" ", ", ", ". ", " - ", " / ", ".. ", "\n"],
            "hurried": [" ", ", ", " + ", " / ", " => "],
        }.get(voice, [". ", ". ", ", ", " ; ", ". De plus, ", " : ", ", et "])

    def _typed(self, text: Text, voice: str) -> Text:
        rng = self.rng
        if voice == "phone":
            text = typing.retype(text, rng, rng.choice([0.2, 0.5, 0.8]))
            return typing.recase(text, rng) if rng.random() < 0.5 else typing.lowered(text, rng)
        if voice == "dictated":
            return typing.lowered(typing.unpunctuate(text), rng)
        if voice in ("whatsapp", "hurried"):
            return typing.recase(typing.retype(text, rng, rng.choice([0.0, 0.3, 0.6])), rng)
        if voice == "caps":
            return typing.capitals(text, rng)
        if rng.random() < 0.15:
            return typing.lowered(text, rng)
        if rng.random() < 0.25:
            text = typing.recase_names(text, rng)
        return typing.sentences(text) if rng.random() < 0.6 else text

    def _person(self) -> Person:
        region = self.names.region()
        other = self.names.region() if self.rng.random() < 0.15 else region
        first, last = self.names.first_name(region), self.names.last_name(other)
        return Person(first, last, self.rng.random() < 0.55)

    def _expand(self, template: str, hero: Person, draft: _Draft) -> None:
        template = self._chosen(template)
        end = 0
        for match in re.finditer(r"\{(\w+)\}", template):
            draft.add(template[end : match.start()])
            self._fill(match[1], hero, draft)
            end = match.end()
        draft.add(template[end:])

    def _chosen(self, template: str) -> str:
        # Only "(a|b)" is a choice: plain brackets belong to the text.
        pattern = r"\(([^()]*\|[^()]*)\)"
        return re.sub(pattern, lambda m: self.rng.choice(m[1].split("|")), template)

    def _fill(self, slot: str, hero: Person, draft: _Draft) -> None:
        if slot in ("T", "Ht", "Ht2"):
            self._titled(slot, hero, draft)
        elif slot in self.values and slot not in _LABEL_OF:
            self._expand(self.rng.choice(self.values[slot]), hero, draft)
        elif slot in _LABEL_OF:
            person = _LABEL_OF[slot] == "PER"
            found = self._name if person else self._plain if slot in _PLAIN else self._place
            text = found(slot, hero)
            article = None if person else re.match(r"(?:[Ll]e |[Ll]a |[Ll]'|aux |à la )", text)
            if article and slot not in ("city", "town", "foreign"):
                draft.add(article[0])
                text = text[article.end() :]
            draft.add(text, _LABEL_OF[slot])
        else:
            draft.add(self._plain(slot, hero))

    def _titled(self, slot: str, hero: Person, draft: _Draft) -> None:
        woman = hero.woman if slot != "T" else self.rng.random() < 0.5
        titles = _TITLES_F if woman else _TITLES_M
        if slot == "T" and self.rng.random() < 0.12:
            titles = _TITLES_ANY
        draft.add(self.rng.choice(titles) + " ")
        last = hero.last if slot != "T" else self.names.last_name()
        first = hero.first if slot != "T" else self.names.first_name()
        forms = [
            last,
            last,
            last,
            f"{first} {last}",
            f"{last} {first}",
            last.upper(),
            f"{last[0]}.",
        ]
        draft.add(self.rng.choice([*forms, first]), "PER")

    def _name(self, slot: str, hero: Person) -> str:
        names, rng = self.names, self.rng
        region = names.region()
        if slot == "F" and rng.random() < 0.15:
            return hero.first
        if slot in ("F", "Ff", "Fm"):
            return names.first_name(region)
        if slot in ("Fw", "Lw"):
            return rng.choice(names.wordlike["first" if slot == "Fw" else "last"])
        if slot in ("L", "Hl2"):
            return names.last_name(region)
        if slot in ("FL", "LF", "P"):
            first, last = names.first_name(region), names.last_name(region)
            order = rng.random()
            if order < 0.55:
                return f"{first} {last}"
            if order < 0.62:
                return f"{first[0]}.{rng.choice([' ', ' ', ''])}{last}"
            return f"{first} {last.upper()}" if order < 0.7 else f"{last} {first}"
        if slot == "Hf":
            return hero.first
        if slot == "Hl":
            return hero.last if rng.random() < 0.7 else hero.last.upper()
        if slot == "N":
            return rng.choice(names.nicknames) if rng.random() < 0.7 else f"la {names.first_name()}"
        if slot in ("I", "I1"):
            return names.last_name(region)[0].upper() + rng.choice([".", ".", ""])
        if slot == "JB":
            letters = names.first_name(region)[0] + names.last_name(region)[0]
            return rng.choice([letters.upper(), f"{letters[0]}.{letters[1]}.".upper()])
        if slot == "S":
            return spelled(names.last_name(region), rng)
        if slot == "SC":
            return spelled_by_words(names.last_name(region), rng)
        forms = [f"{hero.first} {hero.last}", f"{hero.last} {hero.first}", hero.first, hero.last]
        initials = [f"{hero.first} {hero.last[0]}.", f"{hero.first[0]}. {hero.last}"]
        return rng.choices([*forms, *initials], [45, 25, 15, 7, 5, 3])[0]

    def _place(self, slot: str, hero: Person) -> str:
        if slot == "city":
            return self.places.city()
        if slot == "town":
            return self.places.town()
        if slot == "foreign":
            return self.rng.choice(self.values["foreignraw"])
        if slot == "addr":
            return self._address(hero)
        if slot == "spot":
            told = self._flat(self.rng.choice(self.values[slot]), hero)
            return told.replace("de le ", "du ").replace("à le ", "au ")
        return self._flat(self.rng.choice(self.values[slot]), hero)

    def _address(self, hero: Person) -> str:
        rng = self.rng
        number = f"{rng.randint(1, 190)}{rng.choice(['', '', '', ' bis', ' ter', 'B', ','])}"
        named = self._flat(rng.choice(self.values["roadname"]), hero)
        road = f"{rng.choice(self.values['roadkind'])} {named}"
        extra = rng.choice(
            ["", "", "", f" bât {rng.choice('ABCDEF')}", f" appt {rng.randint(1, 99)}", " 2e étage"]
        )
        return f"{number} {road}{extra}" if rng.random() < 0.85 else road

    def _flat(self, template: str, hero: Person) -> str:
        inner = _Draft()
        self._expand(template, hero, inner)
        return inner.text

    def _plain(self, slot: str, hero: Person) -> str:
        rng = self.rng
        she = hero.woman
        digits = "".join(rng.choice("0123456789") for _ in range(30))
        letters, mark = acronym(rng).ljust(4, "K"), rng.choice(["-", "-", " ", ""])
        mailbox = rng.choice(["contact", "accueil", "info", "service.social"])
        key = f"{digits[2:4]} {digits[4:6]} {digits[6:9]} {digits[9:12]}"
        made = {
            "il": "elle" if she else "il",
            "e": "e" if she else "",
            "lui": "elle" if she else "lui",
            "x": rng.choice(["", "e"]),
            "digit": str(rng.randint(2, 9)),
            "agen": str(rng.randint(2, 25)),
            "age": f"{rng.randint(17, 88)}{rng.choice([' ans', ' ans', ' ans', 'ans', ' a', 'a'])}",
            "dept": rng.choice(self.places.departements),
            "amount": f"{rng.randint(20, 4000)} {rng.choice(['€', 'euros', 'eur', 'e'])}",
            "zip": f"{rng.randint(1000, 97490):05d}",
            "num": reference(rng),
            "plate": f"{letters[:2]}{mark}{digits[:3]}{mark}{letters[2:4]}",
            "nir": f"{rng.choice('12')} {digits[:2]} {key}",
            "iban": f"FR76 {digits[:4]} {digits[4:8]} {digits[8:12]} {digits[12:16]}",
            "acro": acronym(rng),
            "coined": coined(rng),
            "phone": self._phone(digits),
            "date": self._date(),
            "bdate": self._date(),
            "lawdate": self._date(),
            "email": f"{mailbox}@{rng.choice(['exemple', 'asso'])}.fr",
            "handle": f"{rng.choice(['la', 'le', 'mr', 'miss'])}_{digits[:3]}",
        }
        return made[slot]

    def _phone(self, digits: str) -> str:
        pairs = [f"0{self.rng.choice('123679')}", *(digits[i : i + 2] for i in range(0, 8, 2))]
        return self.rng.choice([" ", ".", "", " ", "-", "/"]).join(pairs)

    def _date(self) -> str:
        rng = self.rng
        day, month, year = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1945, 2026)
        named = rng.choice(self.values["month"][:14])
        return rng.choice(
            [
                f"{day:02d}/{month:02d}/{year}",
                f"{day}/{month:02d}",
                f"{day} {named}",
                f"{day} {named} {year}",
            ]
        )


def _with_unit(text: str, span: Span) -> Span:
    """An age with its unit, where the template writes it after the number."""
    start, end, label = span
    unit = _UNIT.match(text, end) if label == "AGE" else None
    return (start, unit.end(), label) if unit else span
