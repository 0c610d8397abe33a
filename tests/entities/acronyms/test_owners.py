"""An acronym with several owners is linked only where the text speaks for one."""

import pytest

ALONE = [
    ("AFP soldiers fought Abu Sayyaf near Jolo.", [], ["agence-france-presse"], {}),
    ("SDF ships sailed from Okinawa, Japan said.", [], ["syrian-democratic-forces"], {}),
    ("The ICC named its cricket team of the year.", [], ["international-criminal-court"], {}),
    ("NRC lists in Assam left out two million.", [], ["norwegian-refugee-council"], {}),
    ("RSF said journalists were jailed.", ["reporters-without-borders"], [], {}),
    ("The RSF shelled El Fasher in Darfur.", [], ["reporters-without-borders"], {}),
    ("The FSA fined two banks over mortgages.", [], ["free-syrian-army"], {}),
    ("The FSA took Azaz from rebels near Aleppo.", ["free-syrian-army"], [], {}),
    ("SNC shares fell in Canada after the bribery case.", [], ["syrian-national-council"], {}),
    ("RSF gunmen looted Nyala and El Geneina.", [], ["reporters-without-borders"], {}),
]


@pytest.mark.parametrize(("text", "has", "lacks", "counts"), ALONE)
def test_an_acronym_with_several_owners_needs_its_context(check_entities, text, has, lacks, counts):
    check_entities(text, has, lacks, counts)
