"""Membership and one's own data, on Telegram: unchanged but for the channel."""

from tests.journeys.test_belonging import *  # noqa: F403

del test_a_linked_account_goes_on_with_what_the_other_began  # noqa: F821
# A button is touched where it is shown: never in the chat of the other account.

del test_a_person_s_place_that_moved_is_where_they_are_written_to  # noqa: F821
del test_a_move_told_by_somebody_else_moves_nobody  # noqa: F821
# Groups become supergroups; a private chat never moves.

del test_a_crowd_of_accounts_does_not_find_a_short_code  # noqa: F821
# Sixty people to try one rule of the dialogue, in which the channel has no part.
