"""What a deployment may choose about screening."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScreeningSettings:
    """Limits of the guard, and one more model if the deployment has it.

    `extra_model` is the path or package name of an installed spaCy pipeline that finds names; its
    findings are added to those of the shipped model, never put in their place.
    """

    max_characters: int = 10_000
    timeout_seconds: float = 2.0
    start_seconds: float = 60.0
    extra_model: str | None = None
