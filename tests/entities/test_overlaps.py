"""Where the registry and a tagger find names in the same words."""

import pytest

from analysis.entities.overlaps import Outer, Rival, fit_name
from analysis.registry.files import read_cues


@pytest.mark.parametrize(
    ("name", "type_", "listed", "listed_type", "is_soft", "fit"),
    [
        ("Turkish Red Crescent", "organisation", "Turkish", "group", True, "Turkish Red Crescent"),
        ("Ukrainian referendum", "event", "Ukrainian", "group", True, None),
        ("Bank of Moscow", "organisation", "Moscow", "place", True, "Bank of Moscow"),
        ("City of Aleppo", "place", "Aleppo", "place", True, None),
        ("Angela Kane Damascus", "person", "Damascus", "place", True, "Angela Kane"),
        ("John Irish", "person", "Irish", "group", True, "John Irish"),
        ("Assyrian Emanuel Youkhana", "person", "Assyrian", "group", True, "Emanuel Youkhana"),
        ("Al Nusra Front", "organisation", "Nusra Front", "group", False, None),
        ("Friends of Hezbollah", "organisation", "Hezbollah", "organisation", False, "Friends of Hezbollah"),
        ("Michael Bloomberg", "person", "Bloomberg", "organisation", False, "Michael Bloomberg"),
        ("Bloomberg Michael", "person", "Bloomberg", "organisation", False, None),
        (
            "United Nations Food Organization",
            "organisation",
            "United Nations",
            "organisation",
            False,
            "United Nations Food Organization",
        ),
        ("New South Wales", "place", "Wales", "place", True, "New South Wales"),
        ("Old South Wales", "place", "Wales", "place", True, None),
    ],
)
def test_a_name_around_a_listed_one_stands_only_where_it_is_a_name_of_its_own(
    name, type_, listed, listed_type, is_soft, fit
):
    start = name.index(listed)
    rival = Rival(start, start + len(listed), listed_type, is_soft)
    place = fit_name(Outer(name, 0, len(name), type_), [rival], read_cues().body)
    assert (place and name[slice(*place)]) == fit
