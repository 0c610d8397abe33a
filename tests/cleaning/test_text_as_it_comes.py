"""Texts as agencies, papers and sites print them: datelines, links and captions of many shapes."""

import pytest

from analysis.cleaning.pipeline import clean_text

FIRST, LAST = "The dam held all night, crews said.", "Nobody was hurt on the bridge."

DATELINES = [
    "KYIV, Nov 17 (Reuters) - ", "Kyiv, Ukraine (AP) — ", "KYIV, Ukraine (AP) -- ",
    "WASHINGTON (AP) _ ", "MOSCOW, November 17. /TASS/. ", "MOSCOW. Nov 17 (Interfax) - ",
    "BEIRUT, Nov. 17 (Xinhua) -- ", "(Reuters) - ", "(CNN) — ", "Kherson, Ukraine (CNN)",
    "London CNN — ", "Kyiv CNN  —  ", "CNN  — ", "PARIS (AFP) - ", "Paris, Nov 17, 2022 (AFP) - ",
    "KYIV (Ukraine), Nov 17 – ", "Geneva, 17 November 2022 – ", "GENEVA/NEW YORK, 17 November 2022 — ",
    "DAMASCUS, SANA – ", "Damascus, SANA- ", "ANKARA (AA) - ", "TEHRAN, Nov. 17 (MNA) – ", "TEHRAN – ",
    "TEHRAN- ", "Tehran (ISNA) - ", "QAMISHLO, Syria (North Press) – ",
    "HASAKAH, Syria (North Press) - ", "ERBIL (Kurdistan 24) – ", "ERBIL, Kurdistan Region – ",
    "SULAIMANI (ESTA) — ", "JERUSALEM, Nov 17 (JTA) — ",
    "RAMALLAH, Thursday, November 17, 2022 (WAFA) – ", "GAZA, November 17, 2022 (WAFA) - ",
    "NEW DELHI: ", "New Delhi, Nov 17 (PTI) ", "Islamabad: ", "ISLAMABAD, Nov 17 (APP): ",
    "KABUL (Pajhwok): ", "YEREVAN, NOVEMBER 17, ARMENPRESS. ", "BAKU, Azerbaijan, November 17. ",
    "Baku, November 17, AZERTAC ", "TBILISI, DFWatch–", "WARSAW, Poland, Nov 17 (PAP) ",
    "BRUSSELS, Nov 17 (KUNA) -- ", "CAIRO - 17 November 2022: ", "CAIRO — ",
    "KHARTOUM (Sudan Tribune) – ", "LAHORE: ", "Nov 17 (Reuters) - ", "Nov. 17 (UPI) -- ", "Nov 17 - ",
    "LVIV, Ukraine — ", "KRAMATORSK, Ukraine, Nov 17 (Reuters) - ", "Near Kherson, Ukraine — ",
    "NEAR BAKHMUT, Ukraine (AP) — ", "ON THE ZAPORIZHZHIA FRONT, Ukraine — ",
    "ABOARD THE USS GERALD R. FORD — ", "UNITED NATIONS, Nov 17 (Reuters) - ", "UN NEWS | GENEVA | ",
    "SEOUL, Nov. 17 (Yonhap) -- ", "TOKYO, Nov 17, Kyodo - ", "Tokyo (Jiji Press)—",
    "TAIPEI (Taiwan News) — ", "Beijing (People's Daily) - ", "By John Roe KYIV, Ukraine (AP) — ",
    "KYIV. KAZINFORM - ", "ASTANA. KAZINFORM ", "Kyiv – ", "Kyiv/Berlin – ", "Kiew (dpa) - ",
    "Berlin (dpa) – ", "ROME (ANSA) - ", "(ANSA) - KYIV, NOV 17 - ", "(ANSA) - ROME, 17 NOV - ",
    "Madrid, 17 nov (EFE).- ", "Madrid, Nov 17 (EFE).- ", "BUCHAREST (AGERPRES) - ",
    "Sofia, November 17 (BTA) - ", "Belgrade, 17 November (Tanjug) – ", "BANGKOK (Reuters): ",
    "JAKARTA, KOMPAS — ", "Nairobi, Kenya | AFP | ", "Nairobi | Reuters | ",
    "ADDIS ABABA, November 17 (ENA) ", "Juba (Radio Tamazuj) - ", "BISHKEK (TCA) — ",
    "Kyiv [Ukraine], November 17 (ANI): ", "Moscow [Russia], November 17 (ANI/Sputnik): ",
    "November 17, 2022 (KHARTOUM) – ", "November 17, 2022 (Sudan Tribune) – ",
    "KYIV, 17 November (Ukrinform). ", "Simferopol, November 17 – RIA Novosti Crimea. ",
    "MOSCOW, November 17 (RIA Novosti) - ", "MOSCOW, Nov 17 - RIA Novosti. ", "MOSCOW (Sputnik) — ",
    "MINSK, 17 November (BelTA) – ", "LUGANSK, November 17 - ", "Donetsk, Nov 17 - DAN. ",
    "Mexico City, Nov 17 (Prensa Latina) ", "HAVANA, Cuba, Nov 17 (ACN) ", "OSLO, Norway—",
    "THE HAGUE, Netherlands (AP) — ", "The Hague — ", "Washington, D.C. – ", "Washington DC - ",
    "WASHINGTON, D.C., Nov. 17, 2022 — ", "WASHINGTON, Nov. 17, 2022 /PRNewswire/ -- ",
    "NEW YORK--(BUSINESS WIRE)--", "NEW YORK, Nov. 17, 2022 (GLOBE NEWSWIRE) -- ",
]  # fmt: skip
NO_DATELINES = [
    "Kharkiv — Ukraine's second city — was quiet.", "NATO — the alliance — will meet.",
    "Russia: it fell.", "Moscow: talks go on and on.", "BREAKING — Troops left.",
    "Moscow is quiet. So is Kyiv.", "Ukraine (population 40 million) is large.",
    "The dam (built in 1956) — a giant — broke.", "May 9 (Victory Day) was quiet.",
    "Reuters - the agency - said so.", "AP (the agency) said so.", "UN: aid is short.",
    "Kyiv (AP) photographs show the dam.", "Biden - Putin talks end.",
    "Israel–Hamas war enters day 40.", "Russia, Ukraine (and the West) talk.",
    "GAZA HOSPITAL HIT. Hundreds died.", "November 17 was quiet.", "Nov 17 - Dec 3 was the worst time.",
    "Syria's war: what next?", "London: a city of refugees from Kyiv.",
    "EU — Ukraine summit ends without a deal.",
]  # fmt: skip
LINKS = [
    "Read more: Rebels burn village", "READ MORE | Rebels burn village",
    "Read More » Rebels burn village", "ALSO READ: Rebels burn village",
    "ALSO READ | Rebels burn village", "Also Read – Rebels burn village",
    "RELATED: Rebels burn village", "RELATED Rebels burn village", "Related: Rebels burn village",
    "Related article: Rebels burn village", "Related Story | Rebels burn village",
    "SEE ALSO: Rebels burn village", "See also: Rebels burn village", "WATCH: Rebels burn village",
    "WATCH | Rebels burn village", "WATCH LIVE: Rebels burn village",
    "Watch: Rebels burn village on video", "VIDEO: Rebels burn village", "Read: Rebels burn village",
    "READ: Rebels burn village", "Read Also: Rebels burn village", "Read next: Rebels burn village",
    "READ NEXT Rebels burn village", "More: Rebels burn village", "MORE: Rebels burn village",
    "MORE ON THIS: Rebels burn village", "More on this story: Rebels burn village",
    "Don't miss: Rebels burn village", "Must read: Rebels burn village",
    "Recommended: Rebels burn village", "Recommended for you: Rebels burn village",
    "You may also like: Rebels burn village", "You might be interested in: Rebels burn village",
    "In pictures: Rebels burn village", "Listen: Rebels burn village", "LISTEN | Rebels burn village",
    "PODCAST: Rebels burn village", "Click here to read: Rebels burn village",
    "▶ Watch: Rebels burn village", "👉 Read more: Rebels burn village",
    "* Read more: Rebels burn village", "- Read more: Rebels burn village",
    "[Read more: Rebels burn village]", "(Read more: Rebels burn village)",
    "*Read more: Rebels burn village*", "**RELATED:** Rebels burn village",
    "Read more here: https://x.example/rebels-burn", "Read the full story here",
    "Continue reading below", "Story continues below advertisement", "ADVERTISEMENT", "Advertisement",
    "Sign up for our newsletter", "Follow us on Telegram", "Follow @courier on Twitter",
    "Share this article", "Subscribe to our YouTube channel", "Download our app", "Comments",
    "Live updates: Rebels burn village", "Follow our live coverage: Rebels burn village",
    "Also on Courier: Rebels burn village", "More from Courier: Rebels burn village",
    "Top stories: Rebels burn village", "Editor's picks: Rebels burn village",
    "Most read: Rebels burn village", "Read in Ukrainian", "Learn more: Rebels burn village",
    "Find out more: Rebels burn village", "To read: Rebels burn village",
    "Go deeper: Rebels burn village", "Dig deeper: Rebels burn village",
    "Also in News: Rebels burn village", "Read full article: Rebels burn village",
    "READ | Rebels burn village", "WATCH ▶ Rebels burn village", "See: Rebels burn village",
    "See more: Rebels burn village", "Trending: Rebels burn village",
]  # fmt: skip
INLINE_LINKS = [
    "The dam held. Read more: Rebels burn village. Nobody was hurt.",
    "The dam held. (Read more: Rebels burn village) Nobody was hurt.",
    "The dam held. [READ MORE: Rebels burn village] Nobody was hurt.",
    "The dam held. ALSO READ: Rebels burn village. Nobody was hurt.",
    "The dam held. RELATED: Rebels burn village. Nobody was hurt.",
    "The dam held. (See also: Rebels burn village.) Nobody was hurt.",
    "The dam held. WATCH: Rebels burn village. Nobody was hurt.",
    "The dam held. Also read | Rebels burn village. Nobody was hurt.",
    "The dam held. Click here to read more. Nobody was hurt.",
    "The dam held. Read the full story here. Nobody was hurt.",
    "The dam held. Nobody was hurt. Read more: Rebels burn village",
    "The dam held. Nobody was hurt. READ MORE", "The dam held. Nobody was hurt. Read more here.",
    "The dam held. MORE: Rebels burn village. Nobody was hurt.",
]  # fmt: skip
NO_LINKS = [
    "Read more than one book, he said.", "Watch out for mines, the sign read.", "More than 40 fled.",
    "Related families fled together.", "See the dam as it was, she said.",
    "The video: a man stands by the dam.", "Analysis shows the dam was old.",
    "Explained by its age, the crack grew.", "Opinion was divided in the town.",
    "Live fire was heard near the dam.", "Share of the vote: 40 percent.", "Follow the money, he said.",
    "Earlier: at noon, shells fell. Nobody was hurt.",
    "Background: the dam was built in 1956 and has been hit twice.",
    "Comments by the mayor drew anger.", "Next, the rebels took the bridge.",
    "Previously, the dam was safe.", "Subscribe to that view and you lose, he said.",
    "Watch: the crews come every night.", "The latest: rebels left the dam at noon, officials said.",
    "Listen to the shells, she said.",
]  # fmt: skip
CAPTIONS = [
    "FILE PHOTO: A boat by the dam, 17 November 2022. REUTERS/Jane Doe",
    "A boat by the dam. REUTERS/Jane Doe", "A boat by the dam. (AP Photo/Jane Doe)",
    "A boat by the dam. Photo: Jane Doe", "A boat by the dam (Photo: AFP)",
    "A boat by the dam. Jane Doe/Getty Images", "A boat by the dam. [Jane Doe/Al Jazeera]",
    "A boat by the dam [File: Jane Doe/Reuters]", "A boat by the dam © AFP", "© Sputnik / Jane Doe",
    "Image caption A boat by the dam", "Image source, Getty Images", "Image caption, A boat by the dam",
    "Getty Images", "REUTERS/Jane Doe", "Photo by Jane Doe/AFP via Getty Images",
    "Photograph: Jane Doe/The Guardian", "A boat by the dam. Photograph: Jane Doe/EPA",
    "(Photo by Jane Doe/Getty Images)", "In this photo taken on Nov 17, 2022, a boat lies by the dam.",
    "In this image from video, a boat lies by the dam.",
    "This handout photo released by the army shows a boat by the dam.",
    "A boat by the dam, Nov. 17, 2022. Jane Doe for The Courier", "A boat by the dam. Credit: Jane Doe",
    "Credit...Jane Doe for The Courier", "Illustrative image", "Illustrative photo: UNIAN",
    "Photo: UNIAN", "Photo: facebook.com/courier", "photo from open sources",
    "PHOTO: COURTESY OF THE ARMY", "Picture: AFP", "(Image: AFP)", "Screenshot from video",
    "A screen grab shows a boat by the dam.", "Video: a boat by the dam", "Caption: A boat by the dam",
    "[Photo: AFP]", "AFP PHOTO / JANE DOE", "AFP",
    "A boat by the dam, 17 November 2022 [Anadolu Agency]", "A boat by the dam. EPA-EFE/JANE DOE",
    "A boat by the dam / Photo: AA", "Mayor Jane Doe (left) by the dam. Photo: AP",
    "A boat by the dam | Photo Credit: AP", "Photo Credits: Reuters",
    "Photo credit should read JANE DOE/AFP", "Jane Doe | AFP | Getty Images",
    "A boat by the dam. (Courtesy: Army)", "A boat by the dam. Source: AFP", "(Xinhua/Jane Doe)",
]  # fmt: skip
NO_CAPTIONS = [
    "The photo shows a boat by the dam, he said.", "She took a photo by the dam.",
    "AFP reporters saw a boat.", "Video showed a boat by the dam, police said.",
    "In this war, a photo can kill.", "The army released a video on Monday.",
    "Reuters could not verify the report.", "Getty, a soldier, left the dam.",
    "Credit where it is due: the crews were fast.", "He said: \"Photo by photo, we count the dead.\"",
]  # fmt: skip


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_of_any_shape_goes(dateline):
    assert clean_text(f"{dateline}Crews worked all night. It held.") == "Crews worked all night. It held."


@pytest.mark.parametrize("text", NO_DATELINES)
def test_a_sentence_that_only_looks_like_a_dateline_stays(text):
    assert clean_text(text) == text


@pytest.mark.parametrize("link", LINKS)
def test_a_line_that_leads_to_another_story_goes(link):
    assert clean_text(f"{FIRST}\n\n{link}\n\n{LAST}") == f"{FIRST}\n\n{LAST}"
    assert clean_text(f"{FIRST}\n{link}\n{LAST}") == f"{FIRST}\n\n{LAST}"
    assert clean_text(f"{FIRST}\n\n{link}") == FIRST


@pytest.mark.parametrize("text", INLINE_LINKS)
def test_a_link_within_a_paragraph_goes(text):
    assert clean_text(text) == "The dam held. Nobody was hurt."


@pytest.mark.parametrize("line", [*NO_LINKS, *NO_CAPTIONS])
def test_a_line_of_the_story_stays(line):
    assert clean_text(f"{FIRST}\n\n{line}\n\n{LAST}") == f"{FIRST}\n\n{line}\n\n{LAST}"


@pytest.mark.parametrize("caption", CAPTIONS)
def test_a_caption_goes(caption):
    assert clean_text(f"{FIRST}\n\n{caption}\n\n{LAST}") == f"{FIRST}\n\n{LAST}"
