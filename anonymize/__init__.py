"""Screening of French case messages: what identifies is replaced or said more widely.

>>> from anonymize import Screener
>>> screener = Screener.load()
>>> screener.screen("Mme Benali, 34 ans, 06 39 98 01 02").clean
'Mme [PERSONNE 1], [30-39 ans], [TÉLÉPHONE 1]'
"""

from anonymize.guard import GuardedScreener
from anonymize.memory import CaseMemory
from anonymize.screener import Screener
from anonymize.settings import ScreeningSettings
from anonymize.values import Finding, Kind, Risk, Screening, ScreeningFailed

__all__ = [
    "CaseMemory",
    "Finding",
    "GuardedScreener",
    "Kind",
    "Risk",
    "Screener",
    "Screening",
    "ScreeningFailed",
    "ScreeningSettings",
]
