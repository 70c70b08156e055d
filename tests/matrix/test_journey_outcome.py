"""The outcomes of the other channels, on Matrix: unchanged but for the channel."""

from tests.journeys.test_outcome import *  # noqa: F403

del test_only_a_pilot_calls_a_committee  # noqa: F821 - a number chooses what is shown there
