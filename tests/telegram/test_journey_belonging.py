"""Membership and one's own data, on Telegram: unchanged but for the channel."""

from tests.journeys.test_belonging import *  # noqa: F403

del test_a_linked_account_goes_on_with_what_the_other_began  # noqa: F821
# A button is touched where it is shown: never in the chat of the other account.
