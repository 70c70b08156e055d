"""`python -m bot` is `entraide`."""

from bot.cli import app

app(prog_name="entraide")
