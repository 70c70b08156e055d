"""What a draft leaves behind, on Matrix: nothing of its words, there as elsewhere."""

from tests.journeys.test_what_is_left_behind import (  # noqa: F401
    test_a_preview_and_its_list_of_words_go_with_the_draft,
    test_the_lines_to_call_outlive_the_draft,
)
