"""Screening, as the bot sees it: the `anonymize` library in its own process, failing closed."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence

from anonymize import ScreeningFailed
from anonymize.guard import GuardedScreener
from anonymize.memory import CaseMemory
from bot.domain.screening import Found, Risk, RiskLevel, Screened, ScreeningUnavailable
from bot.domain.texts import RawText
from bot.ports import Clock


class GuardedScreening:
    """Implements `bot.ports.Screener`.

    The numbering of a case travels with it as keyed hashes. Their key is derived from a secret
    that the database does not hold, so that the hashes alone cannot be tried against lists of
    names.

    The clock tells how far a near date is: a deadline must stay one.
    """

    def __init__(self, guard: GuardedScreener, secret: bytes, clock: Clock) -> None:
        self._guard = guard
        self._secret = secret
        self._clock = clock

    def screen(
        self,
        text: RawText,
        *,
        language: str,
        placeholders: str = "",
        masked_more: Sequence[str] = (),
        given_back: Sequence[str] = (),
        answer: bool = False,
        departement: str | None = None,
    ) -> Screened:
        """Find and replace personal data; see `bot.ports.Screener.screen`."""
        try:
            nonce, memory = self._memory(placeholders)
            screening = self._guard.screen(
                text.value,
                language,
                memory,
                masked_more,
                given_back,
                "answer" if answer else "case",
                self._clock.now().date(),
                departement,
            )
        except ScreeningFailed as failure:
            raise ScreeningUnavailable(failure.reason) from None
        except Exception as error:
            # Whatever it was, its message might hold the text.
            raise ScreeningUnavailable(type(error).__name__) from None
        return Screened(
            clean=screening.clean,
            found=tuple(
                Found(f.start, f.end, f.kind.value, f.replacement, f.source)
                for f in screening.findings
            ),
            risk=Risk(
                RiskLevel(screening.risk.level), screening.risk.estimate, screening.risk.reasons
            ),
            placeholders=json.dumps({"nonce": nonce, "memory": memory.to_dict()}),
        )

    def wait(self) -> None:
        """Return once texts can be screened; see `bot.ports.Screener` for when they cannot."""
        try:
            self._guard.wait()
        except ScreeningFailed as failure:
            raise ScreeningUnavailable(failure.reason) from None

    def close(self) -> None:
        """Stop the process that screens."""
        self._guard.close()

    def _memory(self, placeholders: str) -> tuple[str, CaseMemory]:
        if not placeholders:
            nonce = secrets.token_hex(16)
            return nonce, CaseMemory(self._key(nonce))
        kept = json.loads(placeholders)
        return kept["nonce"], CaseMemory.from_dict(kept["memory"], self._key(kept["nonce"]))

    def _key(self, nonce: str) -> bytes:
        return hmac.digest(self._secret, f"case:{nonce}".encode(), hashlib.sha256)
