"""A capital stands for its government only where it acts."""

import pytest

CAP = [
    ("The flight for Madrid and Rome left.", ["madrid", "rome"], [], {}),
    ("The road between Jerusalem and Bethlehem is shut.", ["jerusalem"], ["israeli-government"], {}),
    ("Trains between Moscow and Minsk resumed.", ["moscow", "minsk"], ["russian-government"], {}),
    ("Tickets for Tehran and Baghdad sold out.", ["tehran", "baghdad"], [], {}),
    ("A war between Moscow and Kyiv.", ["russian-government", "ukrainian-government"], [], {}),
    ("Snow is forecast for Warsaw and Prague.", ["warsaw", "prague"], [], {}),
    ("A pipeline between Ankara and Baku was laid.", ["ankara", "baku"], [], {}),
    ("Moscow accused Kyiv of shelling.", ["russian-government", "ukrainian-government"], [], {}),
    ("It was a victory for Damascus.", ["syrian-government"], [], {}),
    ("Relations between Riyadh and Tehran froze.", ["saudi-government", "iranian-government"], [], {}),
    ("Buses for Damascus and Beirut leave at noon.", ["damascus", "beirut"], [], {}),
]


@pytest.mark.parametrize(("text", "has", "lacks", "counts"), CAP)
def test_a_capital_is_a_town_unless_it_acts(check_entities, text, has, lacks, counts):
    check_entities(text, has, lacks, counts)
