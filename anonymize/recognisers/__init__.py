"""The recognisers, one identifier a file. Adding one: write its file, name it in `RECOGNISERS`."""

from __future__ import annotations

from anonymize.recognisers.address import AddressRecogniser
from anonymize.recognisers.age import AgeRecogniser
from anonymize.recognisers.base import Recogniser
from anonymize.recognisers.birthdate import BirthdateRecogniser
from anonymize.recognisers.caf import CafRecogniser
from anonymize.recognisers.city import CityRecogniser
from anonymize.recognisers.date import DateRecogniser
from anonymize.recognisers.email import EmailRecogniser
from anonymize.recognisers.foreign_script import ForeignScriptRecogniser
from anonymize.recognisers.foreigner import ForeignerRecogniser
from anonymize.recognisers.france_travail import FranceTravailRecogniser
from anonymize.recognisers.handle import HandleRecogniser
from anonymize.recognisers.iban import IbanRecogniser
from anonymize.recognisers.model import MODEL_RECOGNISERS
from anonymize.recognisers.nationality import NationalityRecogniser
from anonymize.recognisers.nir import NirRecogniser
from anonymize.recognisers.organisation import OrganisationRecogniser
from anonymize.recognisers.passport import PassportRecogniser
from anonymize.recognisers.person import PersonRecogniser
from anonymize.recognisers.phone import PhoneRecogniser
from anonymize.recognisers.plate import PlateRecogniser
from anonymize.recognisers.postcode import PostcodeRecogniser
from anonymize.recognisers.rare_health import RareHealthRecogniser
from anonymize.recognisers.rare_trait import RareTraitRecogniser
from anonymize.recognisers.reference import ReferenceRecogniser
from anonymize.recognisers.siret import SiretRecogniser
from anonymize.recognisers.url import UrlRecogniser

RULE_RECOGNISERS: tuple[type[Recogniser], ...] = (
    PersonRecogniser,
    ForeignScriptRecogniser,
    AddressRecogniser,
    PhoneRecogniser,
    EmailRecogniser,
    NirRecogniser,
    CafRecogniser,
    FranceTravailRecogniser,
    ForeignerRecogniser,
    PassportRecogniser,
    IbanRecogniser,
    PlateRecogniser,
    HandleRecogniser,
    ReferenceRecogniser,
    BirthdateRecogniser,
    UrlRecogniser,
    SiretRecogniser,
    PostcodeRecogniser,
    CityRecogniser,
    DateRecogniser,
    AgeRecogniser,
    OrganisationRecogniser,
    NationalityRecogniser,
    RareHealthRecogniser,
    RareTraitRecogniser,
)
RECOGNISERS = RULE_RECOGNISERS + MODEL_RECOGNISERS

__all__ = ["MODEL_RECOGNISERS", "RECOGNISERS", "RULE_RECOGNISERS", "Recogniser"]
