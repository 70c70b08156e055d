"""Membership and one's own data, on Matrix: unchanged but for the channel."""

from tests.journeys.test_belonging import *  # noqa: F403

del test_a_crowd_of_accounts_does_not_find_a_short_code  # noqa: F821
# Sixty phones to try one rule of the dialogue, in which the channel has no part.

del test_a_move_told_by_somebody_else_moves_nobody  # noqa: F821
# Nobody else is in a private room to replace it by another.
