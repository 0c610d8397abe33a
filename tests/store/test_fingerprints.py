"""What makes a table stale: its code, its word list, the data it reads, the tables it needs."""

import shutil

import pytest

from analysis.measures import MEASURES, TABLES, Measure
from analysis.store import fingerprints
from analysis.store.fingerprints import fingerprint_measure, fingerprint_tables, list_data, list_sources

# Tables whose rows carry the voice that the attributions give them.
VOICED = {"tone", "generic_frames", "conflict_frames", "war_peace"}


def find_stale(before: dict[str, str], after: dict[str, str]) -> set[str]:
    return {table for table in before if before[table] != after[table]}


@pytest.mark.parametrize(
    ("module", "stale"),
    [
        ("tone/evaluation", {"tone"}),
        ("entities/patterns", {"mentions", "attributions", *VOICED}),
        ("attributions/finder", {"attributions", *VOICED}),
        ("tone/vader", {"tone"}),
        ("duplicates/signatures", {"copies"}),
        ("matching/prefilter", {"vocabulary"}),
        ("text/quotations", {*TABLES, "vocabulary"} - {"articles"}),
        ("cleaning/links", {*TABLES, "copies", "vocabulary"}),
        ("charts/groups", set()),
    ],
)
def test_a_change_of_code_makes_stale_the_tables_that_it_makes(module, stale, monkeypatch):
    before = fingerprint_tables()
    hash_code = fingerprints.hash_code

    def hash_changed(files):
        changed = any(file.as_posix().endswith(f"analysis/{module}.py") for file in files)
        return hash_code(files) + "changed" * changed

    monkeypatch.setattr(fingerprints, "hash_code", hash_changed)
    assert find_stale(before, fingerprint_tables()) == stale


@pytest.mark.parametrize("module", fingerprints.FOLDERS)
def test_a_change_of_data_is_seen_in_the_same_process(module, tmp_path, monkeypatch):
    folder = fingerprints.FOLDERS[module]
    copy = shutil.copytree(fingerprints.PACKAGE / folder, tmp_path / "copy")
    monkeypatch.setitem(fingerprints.FOLDERS, module, copy)
    before = fingerprint_tables()
    file = list_data(copy)[0]
    file.write_bytes(file.read_bytes() + b"\n")
    assert find_stale(before, fingerprint_tables()) == {"mentions", "attributions", *VOICED}


def test_a_change_of_a_further_file_makes_its_measure_stale(tmp_path, monkeypatch):
    verbs = tmp_path / "verbs.txt"
    verbs.write_text("said")
    measure = Measure("said", MEASURES[0].function, "Who says what.", files=(str(verbs),))
    before = fingerprint_tables([*MEASURES, measure])
    verbs.write_text("said\ntold")
    assert find_stale(before, fingerprint_tables([*MEASURES, measure])) == {"said"}


def test_a_measure_is_stale_when_a_table_that_it_needs_is(monkeypatch):
    needy = Measure("roles", MEASURES[0].function, "Who did what.", needs=("mentions",))
    # The order of the list does not matter.
    before = fingerprint_tables([needy, *MEASURES])
    fingerprint = fingerprints.fingerprint_measure
    monkeypatch.setattr(
        fingerprints,
        "fingerprint_measure",
        lambda module, *, after="": fingerprint(module, after=after) + "x" * (module == "entities.mentions"),
    )
    assert find_stale(before, fingerprint_tables([needy, *MEASURES])) == {
        "mentions",
        "attributions",
        "roles",
        *VOICED,
    }


def test_a_need_that_nothing_meets_is_named():
    with pytest.raises(ValueError, match="'mentions'"):
        fingerprint_tables([*MEASURES, Measure("acts", MEASURES[0].function, "", needs=("mentons",))])


def test_the_sources_of_a_module_are_those_of_all_that_it_imports():
    names = {file.as_posix().split("/analysis/")[-1] for file in list_sources("frames.cues")}
    expected = ["frames/cues", "matching/engine", "text/words", "matching/lexicon", "schema"]
    assert {f"{name}.py" for name in expected} <= names
    assert not {name for name in names if name.startswith(("tone", "entities", "charts"))}
    assert fingerprint_measure("frames.cues") != fingerprint_measure("frames.cues", after="x")
