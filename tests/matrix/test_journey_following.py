"""The followed cases of the other channels, on Matrix: unchanged but for the channel."""

from tests.journeys.test_following import *  # noqa: F403

del test_who_does_not_follow_reads_nothing  # noqa: F821 - a number chooses what is shown there
