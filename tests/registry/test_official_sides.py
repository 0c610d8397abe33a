"""The side of officials without a name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.registry.official_sides import Name, OfficialSide, list_official_nouns, read_official_sides

SWAPS = {"Russian": "Ukrainian", "Ukrainian": "Russian", "Ukraine": "Russia", "Russia": "Ukraine"}
SWAPS |= {"Kremlin": "Ukraine"}
SWAPPED = re.compile(r"Russian|Ukrainian|Ukraine|Russia|Kremlin")
CAMPS = {"Ukrainian": "ukraine", "Russian": "russia", "Ukraine": "ukraine", "Russia": "russia"}
CAMPS |= {"Kremlin": "russia", "Kyiv": "", "Moscow": "", "Israeli": "israel", "Palestinian": "palestine"}


def list_names(text):
    """The names of a phrase, as the finder of names would give them."""
    found = [(text.find(name), name) for name in CAMPS if name in text]
    longest = [
        pair
        for pair in found
        if not any(pair[0] == other[0] and len(other[1]) > len(pair[1]) for other in found)
    ]
    return [
        Name(start, start + len(name), CAMPS[name] or name.lower(), CAMPS[name])
        for start, name in sorted(longest)
    ]


def find_side(text):
    return read_official_sides().find(text, list_names(text))


@pytest.mark.parametrize(
    ("text", "camp"),
    [
        ("Ukrainian officials", "ukraine"),
        ("Russia's aviation authority", "russia"),
        ("the Kremlin's press service", "russia"),
        ("authorities in Kyiv", "ukraine"),
        ("The defence ministry in Moscow", "russia"),
        ("a spokesman for the Russian army", "russia"),
        ("Ivan Orlov, an adviser to the port and a Ukrainian official", "ukraine"),
        ("a Russian diplomat in Kyiv", "russia"),
    ],
)
def test_an_official_is_of_the_side_of_the_name_beside_the_noun(text, camp):
    assert find_side(text)[1:] == (camp, "official")


@pytest.mark.parametrize(
    "text",
    [
        "Russian-appointed administrative officials",
        "the Russian-installed governor of Odesa in Ukraine",
        "Kremlin-backed separatist authorities",
        "Pro-Russian officials",
        "the pro-Russian mayor",
        "a spokesman for the Russian-led administration",
        "Russian-appointed Ukrainian officials",
        "Ukraine's Russian-appointed officials",
    ],
)
def test_who_serves_a_side_is_of_it_wherever_they_are(text):
    assert find_side(text)[1:] == ("russia", "official")
    others = SWAPPED.sub(lambda found: SWAPS[found[0]], text)
    assert find_side(others)[1:] == ("ukraine", "official")


@pytest.mark.parametrize("text", ["Ukrainian residents", "two Ukrainian soldiers", "a woman of Ukraine"])
def test_people_are_of_their_people_and_no_government(text):
    assert find_side(text)[1:] == ("ukraine", "people")


@pytest.mark.parametrize(
    "text",
    [
        "Russian-speaking officials",
        "several foreign ministers in Kyiv",
        "Related Army Forces Destroy Two Tonnes of Russian Militants Explosives State Department",
        "anti-Russian officials",
        "pro-Russian residents",
        "former Russian-appointed officials",
        "officials in Russian-controlled Odesa",
        "Russian-trained officials",
        "the Russia expert at the institute",
        "a spokesman of the Ukrainian-Russian commission",
        "Ukrainian and Russian officials",
        "negotiators for Russia and Ukraine",
        "former Russian officials",
        "Russian opposition officials",
        "a diplomat in Kyiv",
        "refugees in Moscow",
        "an organisation of Russian citizens",
        "Russian military bloggers",
        "Ukrainian analysts",
        "a clerk whose husband is a Russian officer",
        "officials",
    ],
)
def test_who_speaks_for_nobody_or_for_two_has_no_side(text):
    assert find_side(text) == OfficialSide()


FORMS = ["{adjective}-appointed {noun}", "the {country}-backed {noun} in {capital}", "pro-{adjective} {noun}",
         "{adjective} {noun}", "the {adjective} {noun}", "a former {adjective} {noun}", "{country}'s {noun}",
         "the {noun} of {country}", "{noun} in {capital}", "{adjective}-led {noun}"]  # fmt: skip
PARTIES = [
    {"adjective": "Ukrainian", "country": "Ukraine", "capital": "Kyiv"},
    {"adjective": "Russian", "country": "Russia", "capital": "Moscow"},
]


@given(form=st.sampled_from(FORMS), noun=st.sampled_from(sorted(list_official_nouns())))
def test_swapping_the_parties_swaps_their_sides(form, noun):
    ours, theirs = (find_side(form.format(noun=noun, **party)) for party in PARTIES)
    swapped = {"ukraine": "russia", "russia": "ukraine", "": ""}
    assert (swapped[ours.camp], ours.kind) == (theirs.camp, theirs.kind)
