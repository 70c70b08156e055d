"""The followed cases of the other channels, on Telegram: unchanged but for the channel."""

from tests.journeys.test_following import *  # noqa: F403

del test_who_does_not_follow_reads_nothing  # noqa: F821 - nobody taps there what they were not shown
