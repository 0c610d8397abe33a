"""Names of the registry that are part of a longer name, and towns of other countries."""

import pytest

GIVEN = [
    ("Chelsea Manning was freed on Tuesday.", [], ["chelsea", "chelsea-gb", "chelsea-us"], {}),
    ("The actor Austin Butler met India Walton.", [], ["india", "lloyd-austin", "austin-us"], {}),
    ("China Miéville wrote it.", [], ["china"], {}),
    ("She met Sofia Coppola and Sydney Sweeney there.", [], ["sofia", "sydney-au"], {}),
    ("A film with Michael Jordan and Jack London opened.", [], ["jordan", "london"], {}),
    ("Israel Kamakawiwo'ole sang; Cuba Gooding danced.", [], ["israel", "cuba"], {}),
    ("America Ferrera and Dakota Johnson came to Kyiv.", ["kyiv"], ["united-states"], {}),
    ("Jordan Henderson scored twice. Henderson then left Jordan.", ["jordan"], [], {}),
    ("Troops left Jordan on Monday. Israel Wednesday closed the road.", ["jordan", "israel"], [], {}),
    ("Valencia Sanchez said that Florence Pugh was in Paris.", ["paris"], ["valencia-es", "florence-it"], {}),
    ("Holland Taylor and Asia Argento arrived.", [], ["netherlands", "asia"], {}),
    (
        "Given names such as Chad and Jordan are towns and countries; Chad Kroeger sang in Jordan.",
        ["jordan"],
        [],
        {},
    ),
]


@pytest.mark.parametrize(("text", "has", "lacks", "counts"), GIVEN)
def test_a_given_name_is_no_place(check_entities, text, has, lacks, counts):
    check_entities(text, has, lacks, counts)


TOWN = [
    ("A storm hit Paris, Texas, at night.", [], ["paris", "french-government"], {}),
    ("The mayor of Athens, Georgia, resigned.", [], ["athens", "greek-government"], {}),
    ("He grew up in Damascus, Maryland.", [], ["damascus", "syrian-government"], {}),
    ("They live in London, Ontario.", [], ["london"], {}),
    ("A fire in Lebanon, Pa., killed two.", [], ["lebanon"], {}),
    ("She was born in St. Petersburg, Florida.", [], ["saint-petersburg", "st-petersburg"], {}),
    ("Police in Kyiv, Ukraine, said so.", ["kyiv"], [], {}),
    ("The plant in Aleppo, Pennsylvania, was shut.", [], ["aleppo"], {}),
    ("A school in Warsaw, Ind., closed.", [], ["warsaw", "polish-government"], {}),
    ("The jury in Cairo, Illinois, was out. Cairo said nothing.", [], ["cairo"], {}),
    ("Officers in Tripoli, Lebanon, arrested six.", [], ["tripoli"], {}),
    ("Mass was said in Cordoba, Argentina.", [], ["cordoba-es"], {}),
    ("Voters in Odessa, Tex., and in Moscow, Idaho, were few.", [], ["odesa", "moscow"], {}),
]


@pytest.mark.parametrize(("text", "has", "lacks", "counts"), TOWN)
def test_a_town_of_another_state_is_not_the_town_that_is_listed(check_entities, text, has, lacks, counts):
    check_entities(text, has, lacks, counts)


PART = [
    (
        "Cameron Diaz and Bolton Wanderers met Haley Joel Osment.",
        [],
        ["david-cameron", "john-bolton", "nikki-haley"],
        {},
    ),
    ("The singer Harris Dickinson and Kerry Washington.", [], ["john-kerry", "washington"], {}),
    ("Truss Bridge Company won. Musk Oxley spoke.", [], ["liz-truss", "elon-musk"], {}),
    (
        "Ashton Smith, Pence Miller and Merz Ahmed were named.",
        [],
        ["catherine-ashton", "mike-pence", "friedrich-merz"],
        {},
    ),
    ("The painter Rubio Garcia died.", [], ["marco-rubio"], {}),
    ("Obama Senior School opened.", [], ["barack-obama"], {}),
    ("Putin said so. On Tuesday Putin flew. President Putin Monday left.", [], [], {"vladimir-putin": 3}),
    ("Carlos Modi Fernandez and Abbas Kiarostami.", [], ["narendra-modi", "mahmoud-abbas"], {}),
    ("He read Stalin Malone's book.", [], ["joseph-stalin"], {}),
    ("Lula Carter sang.", [], ["luiz-inacio-lula-da-silva"], {}),
]


@pytest.mark.parametrize(("text", "has", "lacks", "counts"), PART)
def test_a_family_name_beside_another_name_is_not_the_famous_one(check_entities, text, has, lacks, counts):
    check_entities(text, has, lacks, counts)


PLACE = [
    (
        "Moscow State University and Kyiv Opera House closed.",
        [],
        ["moscow", "kyiv", "russian-government"],
        {},
    ),
    ("The Geneva Convention and Paris Club apply.", [], ["geneva-ch", "paris"], {}),
    ("Nurses at Aleppo University Hospital fled Homs.", ["homs"], ["aleppo"], {}),
    ("The Istanbul Stock Exchange fell.", [], ["istanbul", "istanbul-tr"], {}),
    ("The UN Environment report and UN Women study.", [], ["united-nations"], {}),
    ("Sputnik Light was approved.", [], ["sputnik"], {}),
    ("Rebels in the North Caucasus fought.", ["north-caucasus"], ["caucasus"], {}),
    ("The Palestinian Red Crescent said so.", [], ["palestine"], {}),
    ("Kuwait City and Mexico City were calm.", [], ["kuwait", "mexico"], {}),
    (
        "Damascus Street and Berlin Wall and Kharkiv Railway Station.",
        [],
        ["damascus", "berlin", "kharkiv"],
        {},
    ),
    ("The Beirut Marathon and Tehran Symphony Orchestra.", [], ["beirut", "tehran"], {}),
    ("Shelling in Homs city killed two. Kherson City fell.", ["homs", "kherson"], [], {}),
    ("The Budapest Memorandum and the Minsk Agreement failed.", [], ["budapest", "minsk"], {}),
]


@pytest.mark.parametrize(("text", "has", "lacks", "counts"), PLACE)
def test_the_longer_name_wins(check_entities, text, has, lacks, counts):
    check_entities(text, has, lacks, counts)


FIRM = [
    ("Smith & Wesson shares rose. Price & Co sank.", [], ["ned-price"], {}),
    ("Ernst & Young audited it, as did Bush & Sons. George W. Bush left.", [], [], {"george-w-bush": 1}),
    ("Boris Johnson flew. Johnson & Johnson sells soap.", [], [], {"boris-johnson": 1}),
    ("Merkel & Partner is a law firm.", [], ["angela-merkel"], {}),
    ("Cameron Inc. and Bolton Ltd merged.", [], ["david-cameron", "john-bolton"], {}),
    ("Richard Wagner was born in Leipzig. Wagner wrote operas.", [], ["wagner-group"], {}),
    ("Wagner fighters fought near Bakhmut.", ["wagner-group"], [], {}),
    ("Michael Bloomberg spoke. Bloomberg won.", [], ["bloomberg"], {}),
    ("Procter & Gamble and Marks & Spencer left Russia.", ["russia"], [], {}),
    ("The law firm Brown & Clinton sued. Hillary Clinton came.", [], [], {"hillary-clinton": 1}),
]


@pytest.mark.parametrize(("text", "has", "lacks", "counts"), FIRM)
def test_a_firm_or_a_composer_is_nobody_listed(check_entities, text, has, lacks, counts):
    check_entities(text, has, lacks, counts)


BODIES = [
    ("She works at the European Southern Observatory.", [], ["europeans"], {}),
    ("The African National Congress won.", [], ["africans"], {}),
    ("According to Manila Bulletin, the quake was strong.", [], ["manila"], {}),
    ("He left the Observatoire de Paris in May.", [], ["paris"], {}),
    ("American Samoans are no citizens, a court said.", [], ["united-states"], {}),
    ("Governor Stacey Abrams and Scott Bradley spoke.", [], ["m1-abrams", "bradley-fighting-vehicle"], {}),
    ("Fighters of al-Qaeda in Iraq fled.", [], ["al-qaeda"], {}),
    ("Fighters of al-Qaeda fled.", ["al-qaeda"], [], {}),
    ("Clashes with Hezbollah al-Nujaba went on.", [], ["hezbollah"], {}),
    ("Chadwick Boseman died. Chadwick Boseman was an actor. Everybody loved Chad.", [], ["chad"], {}),
    ("A producer of Sky News Arabia was there.", [], ["sky-news"], {}),
]


@pytest.mark.parametrize(("text", "has", "lacks", "counts"), BODIES)
def test_a_name_inside_a_body_or_a_person_is_not_linked(check_entities, text, has, lacks, counts):
    check_entities(text, has, lacks, counts)
