"""Membership and one's own data, on Matrix: unchanged but for the channel."""

from bot.domain.inbound import BotPresence
from tests.journeys.test_belonging import *  # noqa: F403
from tests.journeys.test_belonging import code_shown, home_of_claire
from tests.matrix.stage import MatrixTheatre

del test_a_crowd_of_accounts_does_not_find_a_short_code  # noqa: F821
# Sixty phones to try one rule of the dialogue, in which the channel has no part.

del test_a_move_told_by_somebody_else_moves_nobody  # noqa: F821
# Nobody else is in a private room to replace it by another.

del test_whoever_shut_a_door_is_written_to_elsewhere  # noqa: F821
# No door opens again there: who left a private room opens another, which is where they are then.


async def test_whoever_left_a_room_is_written_to_elsewhere(theatre: MatrixTheatre) -> None:
    code = await code_shown(theatre, "claire")
    await theatre.says("claire-au-bureau", code)
    await theatre.does("claire-au-bureau", BotPresence(present=False))
    assert home_of_claire(theatre) == "claire"
    await theatre.does("claire", BotPresence(present=False))
    assert home_of_claire(theatre) is None
