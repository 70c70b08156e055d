"""What is worked out in a copy of this process is what would have come out here."""

import os

import pytest

from adapters.apart import apart

HERE = os.getpid()


def _dies_elsewhere() -> str:
    if os.getpid() != HERE:
        os._exit(1)
    return "found here"


def test_the_work_is_done_in_another_process_at_once() -> None:
    elsewhere = apart(os.getpid)
    assert elsewhere() != os.getpid()


def test_the_copy_shares_what_was_read_and_changes_nothing_here() -> None:
    read = ["once"]

    def work() -> list[str]:
        read.append("there")
        return read

    assert apart(work)() == ["once", "there"]
    assert read == ["once"]


def test_what_a_lost_copy_was_to_find_is_found_here() -> None:
    assert apart(_dies_elsewhere)() == "found here"


def test_an_error_is_raised_here(capfd: pytest.CaptureFixture[str]) -> None:
    def fails() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        apart(fails)()
    capfd.readouterr()  # the copy told it too
