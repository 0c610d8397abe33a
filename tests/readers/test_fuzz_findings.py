"""What `python -m benchmarks fuzz` and hostile files have found: each input must be read without a loss."""

import json

import pytest

from analysis.corpus.articles import read_corpus, read_problems
from analysis.readers.jsonfile import decode_object, read_json
from tests.corpus.test_articles import write

ROW = {"title": "Bridge hit", "text": "One road was open.", "outlet": "X", "date": "2022-11-17"}


def test_a_name_that_an_object_has_twice_keeps_both_values(tmp_path):
    # Bytes that were taken out had joined two records into one object.
    joined = '{"text": "One road.", "outlet": "X", "text": "Two roads.", "text": "Three roads."}'
    table, problems = read_json(write(tmp_path, "a.jsonl", joined))
    assert table.loc[0, ["text", "text (again)", "text (again) 2"]].tolist() == [
        "One road.", "Two roads.", "Three roads.",
    ]  # fmt: skip
    assert problems[0]["what"] == "names that an object has twice"


def test_objects_in_one_line_are_records_of_their_own(tmp_path):
    table, problems = read_json(
        write(tmp_path, "a.jsonl", '{"text": "One."}{"text": "Two."}\n{"text": "Three."},\n')
    )
    assert sorted(table["text"]) == ["One.", "Three.", "Two."]
    assert problems == []


def test_nul_characters_that_json_writes_are_left_out(tmp_path):
    articles = read_corpus(write(tmp_path, "a.json", json.dumps([{**ROW, "text": "The dam \0held."}])))
    assert articles["text"].tolist() == ["The dam held."]
    assert "NUL characters" in set(read_problems(articles)["what"])


def test_a_record_that_is_nested_too_deep_is_left_out_alone(tmp_path):
    deep = '{"text": "Deep.", "x": ' + "[" * 200 + "]" * 200 + "}"
    articles = read_corpus(write(tmp_path, "a.json", f"[{json.dumps(ROW)}, {deep}]"))
    assert articles["text"].tolist() == ["One road was open."]
    [problem] = read_problems(articles).query("done == 'left out'").to_dict("records")
    assert (problem["row"], problem["what"][:24]) == (2, "more than 100 levels of ")


@pytest.mark.parametrize("n", [100, 200, 400])
def test_a_damaged_file_is_read_in_pieces_of_a_cost_that_follows_its_length(n):
    text = "[" + ",".join(f'{{"text": "The road {number} was open", "outlet": "X}}' for number in range(n))
    costs = [decode_object(text, place)[2] for place in range(len(text)) if text[place] == "{"]
    assert sum(costs) <= 17 * 2048 * 2 * n


@pytest.mark.parametrize("content", ["[" * 900 + "]" * 900, "{}", "[]", "7", '"x"', "null", "[[]]", "[7]"])
def test_json_without_a_record_says_so(content, tmp_path):
    with pytest.raises(ValueError, match=r"holds no JSON object|No column"):
        read_corpus(write(tmp_path, "a.json", content))
