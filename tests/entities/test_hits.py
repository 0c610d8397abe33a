"""Apostrophes of all kinds are one spelling, and two names may share a head."""

import pytest

APOS = [
    ("Dar’a and Darʿa and Dara fell? Dara'a and Daraa.", ["daraa"], [], {}),
    ("The Ba’ath Party and the Baʿath Party.", ["baath-party"], [], {"baath-party": 2}),
    ("Slov'yansk, Slovyansk and Slov’yansk.", ["sloviansk"], [], {"sloviansk": 3}),
    ("Hama and Ma`arrat al-Nu`man, Ma‘arrat al-Nu‘man.", ["maarat-al-numan"], [], {"maarat-al-numan": 2}),
    ("Xi'an and Xi’an in China.", ["xian-cn"], [], {}),
    ("N'Djamena, N’Djamena and NʼDjamena.", ["ndjamena"], [], {"ndjamena": 3}),
    ("Sanaʾa and Sanaʿa, Sana´a and Sana′a.", ["sanaa"], [], {"sanaa": 4}),
    ("Shi'ite and Shi’ite and Shiite militias.", ["shiites"], [], {"shiites": 3}),
    ("Kam'yanske, Kamyanske. Luhans'k and Luhansk.", ["luhansk"], [], {"luhansk": 2}),
    ("Ta'iz and Ta’iz lie in Yemen, Taʿiz too; they fled to Ta'iz.", ["taiz-ye"], [], {}),
]


@pytest.mark.parametrize(("text", "has", "lacks", "counts"), APOS)
def test_apostrophes_of_all_kinds_are_one_spelling(check_entities, text, has, lacks, counts):
    check_entities(text, has, lacks, counts)


HEAD = [
    ("South and North Korea talked.", ["south-korea", "north-korea"], [], {}),
    (
        "The Ukrainian and Russian foreign ministries. The Russian and Ukrainian armies met.",
        ["russian-armed-forces", "ukrainian-armed-forces"],
        [],
        {},
    ),
    ("North and South Carolina voted.", ["north-carolina", "south-carolina"], [], {}),
    ("Both North and South Ossetia are poor.", ["south-ossetia"], [], {}),
    ("Fighting in the Kharkiv and Sumy regions went on.", ["kharkiv-oblast", "sumy-oblast"], [], {}),
    ("North and South Dakota were cold.", ["north-dakota", "south-dakota"], [], {}),
    (
        "The Donetsk and Luhansk People's Republics said so.",
        ["donetsk-peoples-republic", "luhansk-peoples-republic"],
        [],
        {},
    ),
    ("The Russian and Ukrainian governments agreed.", ["russian-government", "ukrainian-government"], [], {}),
    ("Jets from the Israeli and Syrian air forces clashed.", ["syrian-air-force"], [], {}),
]


@pytest.mark.parametrize(("text", "has", "lacks", "counts"), HEAD)
def test_two_names_with_one_head_are_two(check_entities, text, has, lacks, counts):
    check_entities(text, has, lacks, counts)
