"""An acronym means what its article defines."""

import pytest

DEF = [
    (
        "The Sudanese Armed Forces (SAF) hit Omdurman. SAF jets flew.",
        ["sudanese-armed-forces"],
        [],
        {"sudanese-armed-forces": 3},
    ),
    (
        "ICC, the International Cricket Council, met. ICC rules changed.",
        ["International Cricket Council"],
        ["international-criminal-court"],
        {},
    ),
    (
        "The Moro Islamic Liberation Front, or MILF, signed. MILF men left.",
        ["Moro Islamic Liberation Front"],
        [],
        {},
    ),
    (
        "The Federation of Small Businesses (FSB) complained. The FSB wants tax cuts.",
        [],
        ["federal-security-service"],
        {},
    ),
    ("The Saharawi Democratic Front (SDF) marched. SDF leaders spoke.", [], ["syrian-democratic-forces"], {}),
    (
        "The People's Defence Force (PDF) fought in Sagaing. The PDF lost two men.",
        [],
        [],
        {"People's Defence Force": 3},
    ),
    (
        "The Syrian Democratic Forces (SDF) took Raqqa. The SDF lost ten.",
        [],
        [],
        {"syrian-democratic-forces": 3},
    ),
    (
        "Fighters of the Alliance of Democratic Forces (ADF) fled. ADF men burned huts.",
        ["Alliance of Democratic Forces"],
        [],
        {},
    ),
    (
        "R.S.F. troops fled. The Rapid Support Forces (R.S.F.) denied it.",
        [],
        ["reporters-without-borders"],
        {},
    ),
    ("The Norwegian Road Council (NRC) met. NRC staff left.", [], ["norwegian-refugee-council"], {}),
]


@pytest.mark.parametrize(("text", "has", "lacks", "counts"), DEF)
def test_an_acronym_means_what_the_article_defines(check_entities, text, has, lacks, counts):
    check_entities(text, has, lacks, counts)
