"""The moderator's hand, on Matrix: unchanged but for the channel."""

from tests.journeys.test_moderation import *  # noqa: F403

del test_an_ask_of_unknown_fate_is_settled_from_the_load  # noqa: F821
# A repeat is never shown twice there, so it is made until the fate is known: none stays uncertain.
