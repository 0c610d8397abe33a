"""A full name owns its family name within the article."""

import pytest

OWN = [
    ("Maria Merkel sells bread. Merkel opened in May.", [], ["angela-merkel"], {}),
    ("Oleg Zelensky, a plumber, came. Zelensky laughed.", [], ["volodymyr-zelensky"], {}),
    ("Hunter Biden was there. Biden denied it.", [], ["joe-biden"], {}),
    ("Asma Assad spoke. Assad thanked them.", [], ["bashar-al-assad"], {}),
    ("Joe Biden and Hunter Biden came. Biden smiled.", [], [], {"joe-biden": 1}),
    ("Emine Erdogan visited. Erdogan gave a speech.", [], ["recep-tayyip-erdogan"], {}),
    ("Volodymyr Zelensky spoke. Zelensky left.", [], [], {"volodymyr-zelensky": 2}),
    ("Lyudmila Putina came. Putin did not.", ["vladimir-putin"], [], {}),
    ("Melania Trump waved. Trump wore white.", [], ["donald-trump"], {}),
    ("Sara Netanyahu appeared in court. Netanyahu denied all.", [], ["benjamin-netanyahu"], {}),
    ("Carlos Lavrov, a singer, sang. Lavrov bowed.", [], ["sergey-lavrov"], {}),
]


@pytest.mark.parametrize(("text", "has", "lacks", "counts"), OWN)
def test_a_full_name_owns_its_family_name(check_entities, text, has, lacks, counts):
    check_entities(text, has, lacks, counts)
