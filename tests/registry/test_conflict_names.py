"""The file of the names that speak for conflicts follows from the registries."""

from analysis.entities.coverage.choice import NAMES_FILE
from analysis.registry.files import read_table
from training.conflict_names import list_names


def test_the_file_is_up_to_date():
    made = list_names()
    in_file = read_table(NAMES_FILE, ["term", "conflicts"])
    changed = {*made.itertuples(index=False, name=None)} ^ {*in_file.itertuples(index=False, name=None)}
    assert not changed, "The registries have changed: run `python -m training.conflict_names`."
    assert len(in_file) > 1000
