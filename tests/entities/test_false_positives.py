"""Months, common words and stressed small words are no names."""

import pytest

MAY = [
    ("Theresa May spoke. On May 9 the parade began.", ["theresa-may"], [], {"theresa-may": 1}),
    ("Theresa May resigned. May said she was sorry.", ["theresa-may"], [], {"theresa-may": 2}),
    ("Theresa May came in early May. By May 2018 all was over.", [], [], {"theresa-may": 1}),
    ("Prime Minister Theresa May left. It rained in late May and June.", [], [], {"theresa-may": 1}),
    ("Theresa May's plan failed. May's offer was refused.", [], [], {"theresa-may": 2}),
    ("Theresa May met them. Elections are due in May or June.", [], [], {"theresa-may": 1}),
    ("Theresa May will speak. May 2022 was warm.", [], [], {"theresa-may": 1}),
    ("Theresa May and Boris Johnson spoke. Mrs May laughed.", [], [], {"theresa-may": 2}),
    ("Susan Rice spoke. Rice prices rose.", [], [], {"susan-rice": 1}),
    ("Ned Price spoke. Price rises hurt. Price said so.", [], [], {"ned-price": 2}),
]


@pytest.mark.parametrize(("text", "has", "lacks", "counts"), MAY)
def test_a_word_for_a_time_or_a_thing_is_no_person(check_entities, text, has, lacks, counts):
    check_entities(text, has, lacks, counts)


LOUD = [
    ("They ARE here. He IS the man.", [], ["islamic-state"], {}),
    ("Peace IS possible, she said.", [], ["islamic-state"], {}),
    ("Who IS responsible? What IS it for?", [], ["islamic-state"], {}),
    ("IS fighters took Palmyra. Troops fought IS near Raqqa.", ["islamic-state"], [], {"islamic-state": 2}),
    ("They told US to leave. It is about US, not them.", [], ["united-states"], {}),
    ("US troops left. The US said so. Iran blamed the US.", [], [], {"united-states": 3}),
    ("WHO did this? We know WHO did it.", [], ["world-health-organization"], {}),
    ("The WHO said so. WHO experts left.", [], [], {"world-health-organization": 2}),
    ("It IS about time, and there IS hope.", [], ["islamic-state"], {}),
    ("This IS Ukraine. Nothing IS over.", ["ukraine"], ["islamic-state"], {}),
    ("The war IS over.", [], ["islamic-state"], {}),
    ("Those WHO fled came back.", [], ["world-health-organization"], {}),
]


@pytest.mark.parametrize(("text", "has", "lacks", "counts"), LOUD)
def test_a_small_word_in_capitals_is_no_name_where_it_is_stressed(check_entities, text, has, lacks, counts):
    check_entities(text, has, lacks, counts)
