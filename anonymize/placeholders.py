"""The words that stand in for what was found, in each language."""

from __future__ import annotations

from typing import Literal

from anonymize.values import Kind

Language = Literal["fr", "en"]

_DIRECT: dict[Language, dict[Kind, str]] = {
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


def language_of(code: str) -> Language:
    """The language of placeholders for a language code; French when it is none of ours."""
    return "en" if code.lower().startswith("en") else "fr"


def numbered(language: Language, kind: Kind, number: int) -> str:
    """`[PERSONNE 1]`."""
    return f"[{_DIRECT[language][kind]} {number}]"
