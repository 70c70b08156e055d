"""Decides recorded waves again from what decided them: the same plan, to the character (R6)."""

from collections.abc import Iterable

from bot.domain.recording import plan_to_json
from bot.domain.records import WaveRecord
from bot.domain.waves import plan_wave
from bot.domain.written import Written


def replay(inputs: str) -> str:
    """Plan again from recorded inputs."""
    written = Written(inputs)
    plan = plan_wave(
        written.policy,
        written.case,
        written.candidates(),
        written.now,
        written.seed,
        written.hours,
        written.chats(),
    )
    return plan_to_json(plan)


def differing(waves: Iterable[WaveRecord]) -> list[WaveRecord]:
    """Waves whose recorded inputs no longer give the recorded plan: there should be none."""
    return [wave for wave in waves if replay(wave.inputs) != wave.plan]
