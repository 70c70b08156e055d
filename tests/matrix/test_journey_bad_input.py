"""Whatever a person types, edits, takes back or sends, on Matrix: unchanged but for the channel."""

from tests.journeys.test_bad_input import *  # noqa: F403

del test_a_hundred_thousand_characters_are_refused_with_the_limit  # noqa: F821
# No event holds so many: the person's own server refuses it.

del test_a_forged_choice_does_nothing  # noqa: F821
del test_somebody_elses_choice_does_nothing  # noqa: F821
# A number chooses what is shown there: there is nothing to forge.

del test_whatever_follows_a_command_is_answered  # noqa: F821
del test_widening_twice_in_a_row_widens_once  # noqa: F821
del test_two_situations_at_once_do_not_mix  # noqa: F821
# Thousands of messages or a crowd of phones to try the dialogue, in which the channel has no part.

del test_numbers_stand_for_choices_where_there_are_no_buttons  # noqa: F821
del test_a_network_of_nobody_or_one_says_so  # noqa: F821
# They make their own stage.
