"""What an operator types. `app` holds every command."""

from bot.cli.commands import app

__all__ = ["app"]
