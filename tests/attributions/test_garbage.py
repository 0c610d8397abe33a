"""The search for garbage stands still for a while, and is afterwards what it was before."""

import gc

import pytest

from analysis.attributions.garbage import pause_search


def fail_in_pause():
    with pause_search():
        assert not gc.isenabled()
        raise ValueError("no text")


@pytest.mark.parametrize("is_on", [True, False])
def test_the_search_is_afterwards_what_it_was_before_also_after_an_error(is_on):
    was_on = gc.isenabled()
    try:
        gc.enable() if is_on else gc.disable()
        with pytest.raises(ValueError, match="no text"):
            fail_in_pause()
        assert gc.isenabled() == is_on
    finally:
        gc.enable() if was_on else gc.disable()
