"""The French name model shipped with the package: PER, LOC and ORG, offline (see CARD.md)."""

from anonymize.model.loading import ModelMissing, load

__all__ = ["ModelMissing", "load"]
