"""Tokens: sentences as the tagger reads them."""

from analysis.tagger.tokens import read_tokens
from analysis.text.words import read_words
from tests.tagger.sentences import sentences_of


def test_a_sentence_in_capitals_shares_its_forms_with_running_text():
    sentences = sentences_of("TROOPS ENTERED KHERSON", "Troops left Kherson, he said")
    tokens = read_tokens(sentences, read_words(sentences), {"troops": 1, "entered": 2, "left": 3})
    words = [tokens.forms[code] for code in tokens.code]
    assert words[:3] == ["troops", "entered", "Kherson"]
    assert tokens.code[2] == tokens.code[5]
    assert tokens.opens.tolist() == [True, False, False, True, False, False, False, False, False]
