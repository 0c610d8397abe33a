"""What is derived from a registry: computed once, and again for a registry that has changed."""

from analysis.entities.registry_index import index_registry
from analysis.registry.registry import read_registry


def test_a_registry_is_indexed_once():
    assert index_registry(read_registry("ukraine")) is index_registry(read_registry("ukraine"))


def test_a_changed_registry_is_indexed_again(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("entity,name,type\nvilna,Vilna Selo,village\n", encoding="utf-8")
    assert index_registry(read_registry(path)).towns == {"vilna"}
    path.write_text("entity,name,type\nvilna,Vilna Selo,region\n", encoding="utf-8")
    assert index_registry(read_registry(path)).towns == set()


def test_a_name_of_several_entities_is_open_and_knows_its_river():
    index = index_registry(read_registry("ukraine"))
    row = index.lexicon.terms.tolist().index("Dnipro")
    names = index.names
    assert (names.is_open[row], names.entity[row], names.river[row], names.city[row]) == (
        True, "", "dnipro-river", "dnipro",
    )  # fmt: skip


def test_brussels_acts_for_the_european_union():
    governments = index_registry(read_registry()).governments
    assert (governments["brussels"], governments["kyiv"]) == ("european-union", "ukrainian-government")
