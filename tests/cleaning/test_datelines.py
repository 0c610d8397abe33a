"""Datelines of every shape are dropped; a sentence that only begins with a place and a dash stays."""

import pytest

from analysis.cleaning.pipeline import clean_text

DATELINES = [
    "WASHINGTON (AP) — Biden spoke.",
    "KYIV, Ukraine — Biden spoke.",
    "DAMASCUS, (SANA)- Biden spoke.",
    "DAMASCUS, (SANA) – Biden spoke.",
    "DAMASCUS, SANA- Biden spoke.",
    "Damascus, SANA – Biden spoke.",
    "Damascus Countryside, SANA- Biden spoke.",
    "Beirut | Reuters\nBiden spoke.",
    "Beirut | Reuters | Biden spoke.",
    "Beirut | Reuters — Biden spoke.",
    "Beirut | Reuters\n\nBiden spoke.",
    "MOSCOW. Oct 8. INTERFAX - Biden spoke.",
    "MOSCOW. Oct 8 (Interfax) - Biden spoke.",
    "(CNN) — Biden spoke.",
    "(CNN) Biden spoke.",
    "(CNN)Biden spoke.",
    "(CNN) -- Biden spoke.",
    "MOSCOW, October 8. /TASS/. Biden spoke.",
    "ASTANA. KAZINFORM - Biden spoke.",
    "TEHRAN, Oct. 08 (MNA) – Biden spoke.",
    "TEHRAN (FNA)- Biden spoke.",
    "BEIJING, Oct. 8 (Xinhua) -- Biden spoke.",
    "BEIRUT: Biden spoke to rebels.",
    "GENEVA (8 October 2023) – Biden spoke.",
    "New York, October 8, 2023—Biden spoke.",
    "JERUSALEM, Oct 8, 2023 — Biden spoke.",
    "WASHINGTON - Biden spoke.",
    "WASHINGTON -- Biden spoke.",
    "WASHINGTON—Biden spoke.",
    "Reuters - Biden spoke.",
    "AFP – Biden spoke.",
    "Kyiv, Ukraine — Biden spoke.",
    "Kyiv, Ukraine (AP) — Biden spoke.",
    "KYIV/MOSCOW, Oct 8 (Reuters) - Biden spoke.",
    "KYIV/WASHINGTON — Biden spoke.",
    "UNITED NATIONS (AP) — Biden spoke.",
    "UNITED NATIONS, Oct 8 (Reuters) - Biden spoke.",
    "DEIR AL-BALAH, Gaza Strip (AP) — Biden spoke.",
    "RAMALLAH, West Bank — Biden spoke.",
    "WASHINGTON, D.C. — Biden spoke.",
    "ST. PETERSBURG, Fla. (AP) — Biden spoke.",
    "Near BAKHMUT, Ukraine — Biden spoke.",
    "[Reuters] Biden spoke.",
    "KABUL (Pajhwok): Biden spoke.",
    "By Jane Doe KYIV, Ukraine (AP) — Biden spoke.",
    "By Tom Perry BEIRUT (Reuters) - Biden spoke.",
    "KYIV, 8 October (Ukrinform) — Biden spoke.",
    "Kyiv. October 8. Ukrinform – Biden spoke.",
    "KYIV. Oct 8 (Interfax-Ukraine) – Biden spoke.",
    "RIYADH — Biden spoke.",
    "London — Biden spoke on Monday.",
    "WASHINGTON, Oct. 8 — Biden spoke.",
    "RAMALLAH, October 8, 2023 (WAFA) - Biden spoke.",
    "LONDON, 8th October – Biden spoke.",
    "DUBAI, 08th October, 2023 (WAM) -- Biden spoke.",
    "ISTANBUL (AA) - Biden spoke.",
    "MOSCOW (Sputnik) - Biden spoke.",
    "MOSCOW (Sputnik) Biden spoke.",
    "SEOUL, Oct. 8 (Yonhap) -- Biden spoke.",
    "Paris (AFP) - Biden spoke.",
    "Rio de Janeiro (AFP) — Biden spoke.",
    "BEIRUT Biden spoke to rebels.",
    "TEL AVIV, Israel (AP) - Biden spoke.",
    "BRUSSELS, Oct 8 (KUNA) -- Biden spoke.",
    "KHARTOUM — Biden spoke — at length — on Monday.",
    "BELGOROD, Russia, Oct 8 (Reuters) - Biden spoke.",
    "Moscow, Oct 8: Biden spoke.",
    "NEW DELHI: Biden spoke.",
]
SENTENCES = [
    "Kharkiv — Ukraine's second city — was quiet.",
    "Kyiv - the capital of Ukraine - fell silent.",
    "Aleppo – once Syria's biggest city – lies in ruins.",
    "NATO - the alliance of 30 - will meet in Vilnius.",
    "NATO — Secretary General Stoltenberg spoke.",
    "Moscow (and not only Moscow) is silent.",
    "UNICEF said on Nov 17 (Thursday) - a day of mourning - that schools closed.",
    "Moscow - Kyiv talks resumed.",
    "Kherson – liberated in November – is shelled each day.",
    "Zelensky (Ukraine): We will win.",
    "Hamas (Islamic Resistance Movement) - founded in 1987 - rules Gaza.",
    "On Monday, 9 May - Victory Day - Russia rested.",
    "Kyiv: a city waits for the lights to come on.",
    "Gaza — It is a strip of land — was hit.",
    "Kyiv, Ukraine — a city of three million — was dark.",
    "BREAKING — Explosions in Kyiv.",
    "Damascus and Aleppo — the two cities — fell.",
    "The Reuters agency said so.",
    "AP reporters saw it.",
    "Moscow said on Monday — again — that it won.",
    "Russia (RF) and Ukraine met.",
    "Putin – The man who fell.",
    "Reuters reported - Friday.",
    "CNN - the network - said so.",
    "Washington, Paris and London agreed — again.",
]


@pytest.mark.parametrize("text", DATELINES)
def test_a_dateline_is_dropped(text):
    assert clean_text(text).startswith("Biden spoke")


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_that_begins_with_a_place_stays(text):
    assert clean_text(text) == text


def test_a_dateline_before_a_later_paragraph_is_dropped_where_it_names_the_agency():
    text = "(This story was corrected.)\n\nKYIV, Nov 3 (Courier) - It fell.\n\nMoscow - Kyiv trains stopped."
    assert clean_text(text) == "(This story was corrected.)\n\nIt fell.\n\nMoscow - Kyiv trains stopped."
