"""Confirmed texts in and out of their columns: the only place that reads `CleanText` back."""

from bot.domain.texts import CleanText


def stored_text(text: CleanText | None) -> str | None:
    return text.value if text is not None else None


def clean_text(stored: str | None) -> CleanText | None:
    """A text that its author confirmed before it was stored; ``None`` once forgotten."""
    return CleanText(stored) if stored is not None else None
