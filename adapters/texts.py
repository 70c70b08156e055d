"""The sentences of ``locales/``, read with Fluent and dated with Babel."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from importlib import resources
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo

import structlog
from babel import Locale
from babel.dates import format_datetime
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import Pattern
from fluent.runtime.types import FluentNone, FluentType
from fluent.syntax.ast import Message, Resource

log = structlog.get_logger(__name__)

LANGUAGES = ("fr", "en")
"""The first is what a person gets whose language we do not speak."""

FORMATTED_AS = {"fr": "fr-FR", "en": "en-GB"}
"""English as Europe writes it: the day before the month, and 24 hours."""

STYLES = {"MOMENT": "moment", "DAY": "day", "SHORTDAY": "short-day", "TIME": "time", "DATE": "date"}
"""Fluent functions on a date, and the sentence ``dates-...`` that holds their pattern."""

FIRST = re.compile(r"(?<!\S)1 (?=[^\W\d])")
"""French says the first of a month, and no pattern of CLDR does."""

BIDI_CONTROLS = dict.fromkeys(
    [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
"""An argument must not turn the sentence around it."""


@dataclass(frozen=True, slots=True)
class Moment(FluentType):
    """A date on its way into a sentence, in the zone where it will be read."""

    at: datetime
    patterns: Mapping[str, str]
    style: str = "moment"

    def format(self, locale: Locale) -> str:
        said = format_datetime(self.at, self.patterns[self.style], tzinfo=None, locale=locale)
        return FIRST.sub("1er ", said) if self.at.day == 1 and locale.language == "fr" else said


def _in_style(style: str) -> Callable[[object], FluentType]:
    def styled(value: object) -> FluentType:
        return replace(value, style=style) if isinstance(value, Moment) else FluentNone()

    return styled


class FluentTexts:
    """Implements `bot.ports.Texts`.

    A datetime is written in its own time zone; one in UTC is written in `timezone`. Who composes
    a screen says ``when.astimezone(ZoneInfo(person.timezone))``, once.

    Parameters
    ----------
    timezone
        IANA name of the network's zone.
    root
        The folder with one folder a language; the packaged ``locales`` by default.
    """

    def __init__(self, timezone: str = "Europe/Paris", root: Traversable | None = None) -> None:
        folder = root if root is not None else resources.files("locales")
        self._zone: tzinfo = ZoneInfo(timezone)
        read = {code: tuple(_resources(folder / code)) for code in LANGUAGES}
        self._keys = {code: _keys(resources) for code, resources in read.items()}
        self._bundles = {code: _bundle(code, resources) for code, resources in read.items()}
        self._patterns = {code: self._date_patterns(code) for code in LANGUAGES}

    @property
    def languages(self) -> Sequence[str]:
        return LANGUAGES

    def keys(self) -> Mapping[str, frozenset[str]]:
        """Every key, by language."""
        return self._keys

    def say(self, key: str, language: str, args: Mapping[str, object] | None = None) -> str:
        """The sentence, as plain text; in the first language where this one lacks it.

        Raises
        ------
        KeyError
            When the key exists in no language: a programming error, never shown.
        """
        wanted = language.partition("-")[0].lower()
        for code in dict.fromkeys((wanted, *LANGUAGES)):
            bundle = self._bundles.get(code)
            if bundle is not None and bundle.has_message(key):
                return self._format(bundle, code, key, args or {})
        raise KeyError(key)

    def _format(self, bundle: FluentBundle, code: str, key: str, args: Mapping[str, object]) -> str:
        pattern = _pattern(bundle, key)
        ready = {name: self._argument(value, code) for name, value in args.items()}
        text, errors = bundle.format_pattern(pattern, ready)
        if errors:  # a hole in a sentence is better than silence, and a test looks for holes
            log.error("sentence_incomplete", key=key, language=code)
        return str(text)

    def _argument(self, value: object, code: str) -> object:
        if isinstance(value, datetime):
            here = value.astimezone(self._zone) if value.tzname() == "UTC" else value
            return Moment(here, self._patterns[code])
        return value.translate(BIDI_CONTROLS) if isinstance(value, str) else value

    def _date_patterns(self, code: str) -> Mapping[str, str]:
        bundle = self._bundles[code]
        return {
            style: str(bundle.format_pattern(_pattern(bundle, f"dates-{style}"))[0])
            for style in STYLES.values()
        }


def _pattern(bundle: FluentBundle, key: str) -> Pattern:
    pattern = bundle.get_message(key).value
    if pattern is None:  # a message made of attributes alone is no sentence
        raise KeyError(key)
    return pattern


def _bundle(code: str, resources: Iterable[Resource]) -> FluentBundle:
    bundle = FluentBundle(
        [FORMATTED_AS[code]],
        functions={name: _in_style(style) for name, style in STYLES.items()},
        use_isolating=False,  # marks around each argument would reach terminals and copied texts
    )
    for resource in resources:
        bundle.add_resource(resource)
    return bundle


def _keys(resources: Iterable[Resource]) -> frozenset[str]:
    entries = (entry for resource in resources for entry in resource.body)
    return frozenset(entry.id.name for entry in entries if isinstance(entry, Message))


def _resources(folder: Traversable) -> Iterator[Resource]:
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".ftl"):
            written = file.read_text(encoding="utf-8")
            yield FluentResource(_set_in_french(written) if folder.name == "fr" else written)


def _set_in_french(written: str) -> str:
    """Keep high signs and quotation marks on the line of their word.

    Source: Lexique des règles typographiques en usage à l'Imprimerie nationale.
    """
    held = written.replace("« ", "«\N{NO-BREAK SPACE}").replace(" »", "\N{NO-BREAK SPACE}»")
    held = held.replace(" :", "\N{NO-BREAK SPACE}:")
    return re.sub(" (?=[;?!])", "\N{NARROW NO-BREAK SPACE}", held)
