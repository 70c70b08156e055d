"""The French model shipped with the package: names and numbers that identify, offline (see CARD.md)."""

from anonymize.model.loading import ModelMissing, load

__all__ = ["ModelMissing", "load"]
