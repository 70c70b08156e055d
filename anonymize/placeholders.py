"""The words that stand in for what was found, or say it more widely, in each language."""

from __future__ import annotations

from typing import Literal

from anonymize.values import Kind

Language = Literal["fr", "en"]

DIRECT: dict[Language, dict[Kind, str]] = {
    "fr": {
        Kind.PERSON: "PERSONNE",
        Kind.ADDRESS: "ADRESSE",
        Kind.PHONE: "TÉLÉPHONE",
        Kind.EMAIL: "COURRIEL",
        Kind.NIR: "N° SÉCU",
        Kind.CAF_ID: "N° ALLOCATAIRE",
        Kind.FT_ID: "N° FRANCE TRAVAIL",
        Kind.FOREIGNER_ID: "N° ÉTRANGER",
        Kind.PASSPORT: "PIÈCE D'IDENTITÉ",
        Kind.IBAN: "COMPTE BANCAIRE",
        Kind.PLATE: "PLAQUE",
        Kind.HANDLE: "PROFIL",
        Kind.REF: "RÉFÉRENCE",
        Kind.BIRTHDATE: "DATE DE NAISSANCE",
        Kind.URL: "SITE",
        Kind.SIRET: "SIRET",
        Kind.MASKED: "MASQUÉ",
        Kind.ORG_ID: "STRUCTURE",
    },
    "en": {
        Kind.PERSON: "PERSON",
        Kind.ADDRESS: "ADDRESS",
        Kind.PHONE: "PHONE",
        Kind.EMAIL: "E-MAIL",
        Kind.NIR: "SOCIAL SECURITY NO",
        Kind.CAF_ID: "BENEFIT NO",
        Kind.FT_ID: "JOBSEEKER NO",
        Kind.FOREIGNER_ID: "FOREIGNER NO",
        Kind.PASSPORT: "ID DOCUMENT",
        Kind.IBAN: "BANK ACCOUNT",
        Kind.PLATE: "PLATE",
        Kind.HANDLE: "PROFILE",
        Kind.REF: "REFERENCE",
        Kind.BIRTHDATE: "DATE OF BIRTH",
        Kind.URL: "SITE",
        Kind.SIRET: "COMPANY NO",
        Kind.MASKED: "MASKED",
        Kind.ORG_ID: "ORGANISATION",
    },
}

WIDER: dict[Language, dict[str, str]] = {
    "fr": {
        "age": "{low}-{high} ans",
        "age_one": "{low} ans",
        "age_over": "90 ans ou plus",
        "age_unknown": "âge",
        "baby": "moins d'un an",
        "toddler": "1-2 ans",
        "postcode": "code postal du {code}",
        "big": "grande ville, {place}",
        "middle": "ville moyenne, {place}",
        "little": "petite ville, {place}",
        "rural": "commune rurale, {place}",
        "epci": "commune de {epci}",
        "neighbourhood": "quartier",
        "city": "ville",
        "abroad": "ville à l'étranger",
        "date": "date",
        "until": "{first} à {last}",
        "origin": "origine : {region}",
        "trait": "situation ou métier rare",
        "illness": "maladie rare",
        "week": "dans environ une semaine",
        "weeks": "dans environ {weeks} semaines",
        "days": "dans moins d'une semaine",
    },
    "en": {
        "age": "aged {low}-{high}",
        "age_one": "aged {low}",
        "age_over": "90 or older",
        "age_unknown": "age",
        "baby": "under one year",
        "toddler": "aged 1-2",
        "postcode": "postcode in {code}",
        "big": "large town, {place}",
        "middle": "medium-sized town, {place}",
        "little": "small town, {place}",
        "rural": "rural commune, {place}",
        "epci": "commune of {epci}",
        "neighbourhood": "neighbourhood",
        "city": "town",
        "abroad": "town abroad",
        "date": "date",
        "until": "{first} to {last}",
        "origin": "origin: {region}",
        "trait": "rare occupation or trait",
        "illness": "rare illness",
        "week": "in about a week",
        "weeks": "in about {weeks} weeks",
        "days": "within a week",
    },
}
MONTHS: dict[Language, tuple[str, ...]] = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
        "octobre", "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
}  # fmt: skip
PARTS_OF_THE_WORLD: dict[Language, dict[str, str]] = {
    "fr": {
        "ue": "Union européenne",
        "europe": "Europe hors UE",
        "maghreb": "Maghreb",
        "afrique": "Afrique subsaharienne",
        "proche-orient": "Proche ou Moyen-Orient",
        "caucase": "Caucase",
        "asie": "Asie",
        "amerique": "Amérique",
        "oceanie": "Océanie",
        "roms": "Europe",
        "voyage": "gens du voyage",
    },
    "en": {
        "ue": "European Union",
        "europe": "Europe outside the EU",
        "maghreb": "Maghreb",
        "afrique": "sub-Saharan Africa",
        "proche-orient": "Middle East",
        "caucase": "Caucasus",
        "asie": "Asia",
        "amerique": "Americas",
        "oceanie": "Oceania",
        "roms": "Europe",
        "voyage": "Travellers",
    },
}


def language_of(code: str) -> Language:
    """The language of placeholders for a language code; French when it is none of ours."""
    return "en" if code.lower().startswith("en") else "fr"


def numbered(language: Language, kind: Kind, number: int) -> str:
    """`[PERSONNE 1]`."""
    return f"[{DIRECT[language][kind]} {number}]"
