"""The registry: what its files hold, which files raise an error, when they are read again."""

import tomllib

import pytest

from analysis.registry.conflicts import list_conflicts, read_camps
from analysis.registry.files import CUES_FILE, FOLDER, read_cues, read_table
from analysis.registry.registry import read_registry
from analysis.registry.tables import spell_office
from analysis.registry.terms import find_surnames
from analysis.registry.world import read_capitals, read_cities


@pytest.fixture(scope="module")
def registry():
    return read_registry()


def write_csv(folder, text):
    path = folder / "own.csv"
    path.write_text(text, encoding="utf-8")
    return path


def find_ids(registry, term):
    return sorted(registry.terms.loc[registry.terms["term"].eq(term), "entity"])


def test_each_war_has_its_actors_and_places(registry):
    shipped = registry.entities[registry.entities["conflict"].isin(["ukraine", "syria"])]
    assert shipped["type"].ne("place").sum() >= 400
    assert shipped["type"].eq("place").sum() >= 1200


def test_every_spelling_of_a_person_or_place_has_one_entity(registry):
    for spellings in [
        ["Zelensky", "Zelenskyy", "Zelenskiy", "Volodymyr Zelensky"], ["Kyiv", "Kiev"],
        ["Deir ez-Zor", "Deir al-Zour", "Deir Ezzor"], ["Bakhmut", "Artemivsk"], ["Raqqa", "Raqa"],
        ["Oleshky", "Oleshki"], ["Kobani", "Ayn al-Arab"], ["Dnieper", "Dnipro River"],
        ["Zaporizhzhia", "Zaporizhia", "Zaporozhye"], ["Natalia Humeniuk", "Natalia Homenyuk"],
    ]:  # fmt: skip
        entities = {tuple(find_ids(registry, spelling)) for spelling in spellings}
        assert len(entities) == 1, spellings
        assert len(entities.pop()) == 1, spellings


@pytest.mark.parametrize(
    "place",
    """Oleshki;Nova Kakhovka;Chornobaivka;Irpin;Bucha;Izium;Lyman;Vuhledar;Avdiivka;Robotyne;Douma;
    Khan Sheikhoun;Ghouta;Qusayr;al-Bab;Manbij;Afrin;Jisr al-Shughour;Maarat al-Numan;
    Snake Island;Azovstal;Hmeimim"""
    .replace("\n    ", "").split(";"),
)  # fmt: skip
def test_a_place_of_the_wars_has_coordinates(registry, place):
    (entity,) = find_ids(registry, place)
    row = registry.entities.set_index("entity").loc[entity]
    assert row["type"] == "place"
    assert 25 < row["lat"] < 56
    assert 20 < row["lon"] < 45


def test_a_name_with_two_meanings_keeps_both(registry):
    assert find_ids(registry, "Dnipro") == ["dnipro", "dnipro-river"]
    assert find_ids(registry, "Georgia") == ["georgia", "georgia-us-state"]


def test_the_word_list_has_each_name_once(registry):
    assert not registry.lexicon["term"].duplicated().any()
    joined = registry.lexicon.set_index("term").at["Dnipro", "category"]
    assert sorted(joined.split("|")) == ["dnipro", "dnipro-river"]


def test_no_name_is_written_with_two_spaces_or_a_curly_apostrophe(registry):
    terms = registry.lexicon["term"]
    assert not terms.str.contains(r"\s\s|^\s|\s$|[\u2018\u2019]").any()


def test_every_parent_and_every_holder_of_an_office_is_in_the_registry(registry):
    entities = set(registry.entities["entity"])
    assert set(registry.entities["parent"]) - {""} <= entities
    assert set(registry.offices["entity"]) <= entities


def test_every_capital_and_its_government_are_in_the_registry(registry):
    capitals = read_capitals()
    assert len(capitals) > 180
    assert set(capitals["entity"]) | set(capitals["government"]) <= set(registry.entities["entity"])


def test_no_one_holds_an_office_before_the_one_before_has_left(registry):
    times = registry.offices.drop_duplicates(["office", "entity", "since"]).sort_values(["office", "since"])
    before = times.groupby("office")["until"].shift()
    later = times["office"].eq(times["office"].shift())
    assert (times["since"] >= before)[later].all()


def test_every_camp_is_defined(registry):
    camps = tomllib.loads((FOLDER / "registry.toml").read_text(encoding="utf-8"))["camps"]
    assert set(registry.entities["camp"]) - {""} <= set(camps) | set(read_camps(*list_conflicts()))


def test_the_cities_file_stays_small():
    assert (FOLDER / "cities.csv").stat().st_size < 2_000_000
    assert len(read_cities(smallest=15_000)) > 30_000


def test_a_conflict_alone_leaves_out_the_actors_of_the_other():
    alone = set(read_registry("ukraine").entities["entity"])
    assert "oleksiy-reznikov" in alone
    assert "walid-al-moallem" not in alone


def test_your_own_row_replaces_a_shipped_one(tmp_path):
    path = write_csv(tmp_path, "entity,name,type,aliases\nkyiv,Kyjiw,city,Kiew\nme,Mia Muster,person,\n")
    registry = read_registry("ukraine", path)
    assert registry.entities.set_index("entity").at["kyiv", "name"] == "Kyjiw"
    assert find_ids(registry, "Kiew") == ["kyiv"]
    assert find_ids(registry, "Muster") == ["me"]


def test_your_own_file_may_stand_alone(tmp_path):
    registry = read_registry(write_csv(tmp_path, "entity,name,type\nme,Mia Muster,person\n"))
    assert registry.entities["entity"].tolist() == ["me"]
    assert registry.offices.empty


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("entity,name\na,A\n", "lacks type"),
        ("entity,name,type\na,A,hero\n", "a type other than .* in line 2"),
        ("entity,name,type\na,A,person\na,B,person\n", "an entity of an earlier line in line 3"),
        ("entity,name,type\na,,person\n", "no name in line 2"),
        ("entity,name,type,lat\na,A,city,north\n", "a `lat` that is not in degrees in line 2"),
        ("entity,name,type,lat\na,A,city,91\n", "a `lat` that is not in degrees in line 2"),
    ],
)
def test_a_wrong_value_raises_an_error_that_gives_its_line(tmp_path, text, message):
    with pytest.raises(ValueError, match=message):
        read_registry(write_csv(tmp_path, text))


def test_a_misspelt_registry_is_answered_with_the_nearest():
    message = r"There is no registry 'ukrain'; it must be .*; did you mean 'ukraine'\?"
    with pytest.raises(FileNotFoundError, match=message):
        read_registry("world", "ukrain")


def test_unchanged_files_are_read_once_and_a_changed_one_again(tmp_path):
    path = write_csv(tmp_path, "entity,name,type\nme,Mia Muster,person\n")
    registry = read_registry(path)
    assert read_registry(path) is registry
    write_csv(tmp_path, "entity,name,type\nme,Mia Muster-Mann,person\n")
    assert read_registry(path).entities["name"].tolist() == ["Mia Muster-Mann"]


def test_a_registry_has_tables_and_no_methods(registry):
    assert [name for name in dir(registry) if not name.startswith("_")] == [
        "camps", "entities", "lexicon", "office_lexicon", "offices", "terms",
    ]  # fmt: skip


def test_every_kind_of_cue_has_a_field_and_words():
    table = read_table(CUES_FILE, ["kind", "word"])
    cues = vars(read_cues())
    assert set(cues) == set(table["kind"])
    assert {kind: len(words) for kind, words in cues.items()} == (
        table.drop_duplicates().groupby("kind").size().to_dict()
    )


def test_family_names_come_with_and_without_the_article():
    names = {"Faisal al-Mekdad", "King Salman", "Abdullah II of Jordan"}
    assert find_surnames(names) == ["Mekdad", "al-Mekdad"]


def test_an_office_is_spelled_in_both_ways():
    assert spell_office("president of Ukraine|UN chief") == [
        "president of Ukraine", "President of Ukraine", "UN chief", "UN Chief",
    ]  # fmt: skip


def test_persons_have_a_gender_and_nothing_else_has_one(registry):
    is_person = registry.entities["type"].eq("person")
    assert set(registry.entities.loc[is_person, "gender"]) <= {"female", "male", ""}
    assert registry.entities.loc[~is_person, "gender"].eq("").all()
    gender = registry.entities.set_index("entity")["gender"]
    assert gender[["maria-zakharova", "iryna-vereshchuk", "sergey-lavrov", "denys-shmyhal"]].tolist() == [
        "female", "female", "male", "male",
    ]  # fmt: skip


def test_a_gender_that_is_none_of_the_two_is_refused(tmp_path):
    path = write_csv(tmp_path, "entity,name,type,gender\na,Anna Bell,person,female\nb,Ben Hill,person,m\n")
    with pytest.raises(ValueError, match="a gender other than female and male in line 3"):
        read_registry(path)
    path = write_csv(tmp_path, "entity,name,type,gender\na,Anna Bell,person,female\nb,Ben Hill,person,\n")
    assert read_registry(path).entities["gender"].tolist() == ["female", ""]
