"""How many people could fit what is left of a text: a rough, stated reckoning."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from anonymize import coarsen
from anonymize.judge import Candidate
from anonymize.lexicons import departement_population, place_key
from anonymize.reading import Reading
from anonymize.recognisers.places import towns_meant
from anonymize.values import Kind, Risk, RiskLevel

CROWD = 20
"""Fewer people than this could fit: the author is warned."""

_FRANCE = 68_000_000
# Share of the population of France that fits what is left; orders of magnitude (INSEE 2021-2024:
# age pyramid, immigrants by part of the world, families; rare illness: the EU's 1 in 2,000).
_ORIGIN_SHARE = 0.01
_AGE_SHARE_PER_YEAR = 0.012
_FAMILY = (
    (re.compile(r"\b(?:[5-9]|cinq|six|sept|huit|neuf) enfants|famille nombreuse"), 0.02, "family"),
    (re.compile(r"\bjumeaux|\bjumelles|\btriples"), 0.03, "twins"),
    (re.compile(r"\bveufs?\b|\bveuves?\b"), 0.08, "widowed"),
    (re.compile(r"\bsourde?s?\b|\baveugles?\b|\bmalvoyante?s?\b"), 0.005, "disability"),
    (re.compile(r"\bprison|\bdetention|\bincarcer"), 0.003, "prison"),
    (re.compile(r"\brefugiee?s?\b|\basile\b"), 0.01, "asylum"),
)
_TELLING = (
    (
        re.compile(r"\b(?:la seule|le seul|l'unique|seule? (?:de|du)|unique en son genre)\b"),
        "only_one",
    ),
    (
        re.compile(
            r"\b(?:connue? de tous|tout le monde (?:la|le) connait|on la reconnait|on le reconnait|celebre|ancien(?:ne)? maire|dans le journal|dans la presse|fait divers|fait la une)\b"
        ),
        "well_known",
    ),
    (
        re.compile(
            r"\b(?:assassin|meurtre|s'est pendu|immole|infanticide|feminicide|accident mortel|donne la mort)"
        ),
        "public_event",
    ),
)


# What residence and asylum questions are about: there, the exact nationality changes the answer.
_RESIDENCE = re.compile(
    r"(?<![a-z])(?:titres? de sejour|cartes? de (?:sejour|resident)|sejour irregulier|droit au sejour|autorisations? (?:provisoire )?de sejour|sans[ -]papiers?|prefecture|ofpra|cnda|ofii|guda|spada|recepisses?|asile|refugiee?s?|protection (?:subsidiaire|internationale|temporaire)|apatrid\w*|naturalis\w*|nationalite francaise|visas?|regroupement familial|reunification familiale|oqtf|irtf|itf|dublin\w*|regularis\w*|passeport talent|aes|anef|vls[ -]?ts|consulat|ambassade|laissez[ -]passer|reconduite|eloignement|expulsion du territoire|retention|cra|etrangers? malades?|accords? franco|carsat|cnav|cleiss|(?:a|ont|avait|ayant) cotise|convention bilaterale|echange\w* (?:de |du |son |le )*permis|equivalence|etat civil|actes? de naissance)(?![a-z])"
)


@dataclass(frozen=True, slots=True)
class Remains:
    """What is left in the clean text about a person."""

    population: int | None
    ages: Sequence[tuple[int, int]]
    origins: int
    rare: int
    folded: str


def estimate(remains: Remains) -> Risk:
    """Multiply the shares of the traits left by the population of the territory named.

    Raises nothing; with no territory named the reckoning runs over France.
    """
    people = float(remains.population or _FRANCE)
    reasons: list[str] = []
    if remains.population is not None:
        reasons.append("territory")
    if remains.ages:
        low, high = remains.ages[0]
        people *= min(1.0, _AGE_SHARE_PER_YEAR * (high - low + 1))
        reasons.append("age")
        for _ in remains.ages[1:4]:
            people *= 0.2
        if len(remains.ages) > 1:
            reasons.append("household")
    if remains.origins:
        people *= _ORIGIN_SHARE
        reasons.append("origin")
    if remains.rare:
        people *= 1 / 2000
        reasons.append("rare_trait")
    for pattern, share, code in _FAMILY:
        if pattern.search(remains.folded):
            people *= share
            reasons.append(code)
    if remains.origins and _RESIDENCE.search(remains.folded):
        # The author may give the nationality back: the answer often depends on it.
        reasons.append("nationality-matters")
    telling = [code for pattern, code in _TELLING if pattern.search(remains.folded)]
    count = max(1, round(people))
    return Risk(_level(count, telling), count, (*telling, *reasons))


def _level(count: int, telling: list[str]) -> RiskLevel:
    if count < CROWD or (telling and count < 50 * CROWD):
        return "high"
    return "medium" if telling or count < 10 * CROWD else "low"


def remains_of(
    reading: Reading,
    candidates: Sequence[Candidate],
    where: coarsen.Whereabouts,
    today: date | None,
) -> Remains:
    """What coarsening leaves of a text's quasi-identifiers, and its unmasked words."""

    def said(kind: Kind) -> list[str]:
        return [reading.digits[c.start : c.end] for c in candidates if c.kind is kind]

    territories = [departement_population(d) for d in _departements(said(Kind.CITY), where)]
    kept = list(reading.folded)
    for candidate in candidates:
        kept[candidate.start : candidate.end] = " " * (candidate.end - candidate.start)
    return Remains(
        population=min(territories, default=None),
        ages=tuple(b for c in candidates if (b := _age_bounds(reading, c, today))),
        origins=len({coarsen.origin(text, "fr") for text in said(Kind.NATIONALITY)}),
        rare=len(said(Kind.HEALTH_RARE)),
        folded="".join(kept),
    )


def _age_bounds(
    reading: Reading, candidate: Candidate, today: date | None
) -> tuple[int, int] | None:
    if candidate.kind is not Kind.AGE:
        return None
    born = coarsen.is_birth_year(reading.before(candidate.start, 30))
    return coarsen.age_bounds(reading.digits[candidate.start : candidate.end], today, born)


def _departements(cities: Sequence[str], where: coarsen.Whereabouts) -> set[str]:
    found = {where.told} if where.told else set()
    for city in cities:
        if communes_found := towns_meant(place_key(city)):
            commune = coarsen.meant(communes_found, where) or communes_found[0]
            found.add(commune.departement)
    return found
