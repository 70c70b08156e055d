"""The outcomes of the other channels, on Matrix: unchanged but for the channel."""

from tests.journeys.test_outcome import *  # noqa: F403
