"""The followed cases of the other channels, on Matrix: unchanged but for the channel."""

from tests.journeys.test_following import *  # noqa: F403
