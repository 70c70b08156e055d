"""Typer's own words, in the terminal's language: a help that mixes two is read twice.

Typer translates none of its errors, so each is said anew from what it is about.
"""

from difflib import get_close_matches
from typing import Any

from typer import BadParameter, rich_utils
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

from bot.cli.words import say

rich_utils.ARGUMENTS_PANEL_TITLE = say("cli-arguments")
rich_utils.OPTIONS_PANEL_TITLE = say("cli-options")
rich_utils.COMMANDS_PANEL_TITLE = say("cli-commands")
rich_utils.ERRORS_PANEL_TITLE = say("cli-mistyped")
rich_utils.REQUIRED_LONG_STRING = f"[{say('cli-required')}]"
rich_utils.DEFAULT_STRING = f"[{say('cli-default')} {{}}]"
rich_utils.RICH_HELP = say("cli-see-help", command="[blue]{command_path} {help_option}[/]")


class _Spoken:
    """What a command and a group have in common."""

    def get_usage(self, ctx: Any) -> str:
        usage: str = super().get_usage(ctx)  # type: ignore[misc]
        return usage.replace("Usage:", say("cli-usage"), 1)

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        option.help = say("cli-option-help")
        return option

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        shows_help = not args and getattr(self, "no_args_is_help", False)
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc]
        except TyperException as error:
            if shows_help:
                raise
            ctx.fail(_sentence(error))


class SpokenCommand(_Spoken, TyperCommand):
    """A command, explained in the terminal's language."""


class SpokenGroup(_Spoken, TyperGroup):
    """A group of commands, explained in the terminal's language."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if self.get_command(ctx, args[0]) is None:
            nearest = get_close_matches(args[0], list(self.commands), n=1)
            near = nearest[0] if nearest else "none"
            ctx.fail(say("cli-mistyped-command", words=args[0], nearest=near))
        return super().resolve_command(ctx, args)


def _sentence(error: TyperException) -> str:
    """What is mistyped. Of the kinds of error, Typer makes one alone public: the others are known
    by what they tell."""
    if isinstance(error, BadParameter) and error.param is not None:
        missing = hasattr(error, "param_type")
        wanted = getattr(error.param, "help", "")
        name = str(error.param.get_error_hint()).replace("'", "")
        return say(f"cli-mistyped-{'missing' if missing else 'value'}", name=name, wanted=wanted)
    if hasattr(error, "possibilities"):
        near = ", ".join(error.possibilities or ()) or "none"
        return say("cli-mistyped-option", words=getattr(error, "option_name", ""), nearest=near)
    return say("cli-mistyped-otherwise")
