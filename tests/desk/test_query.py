"""The query language: what it reads, and what it answers to what is no query."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.desk.query import LONGEST, And, Near, Not, Or, Term, list_terms, parse_query

A, B, C = map(Term, ("a", "b", "c"))

READ = {
    "ceasefire*": Term("ceasefire*"),
    "  peace   talks ": Term("peace talks"),
    '"peace talks"': Term("peace talks"),
    "“peace talks”": Term("peace talks"),
    '"to be OR not"': Term("to be OR not"),
    "war and peace": Term("war and peace"),
    "near Kyiv": Term("near Kyiv"),
    "a AND b": And((A, B)),
    "a AND b AND c": And((A, B, C)),
    "a OR b AND c": Or((A, And((B, C)))),
    "(a OR b) AND c": And((Or((A, B)), C)),
    "a NOT b": And((A, Not(B))),
    "a AND NOT b": And((A, Not(B))),
    "a NOT (b OR c)": And((A, Not(Or((B, C))))),
    "NOT b AND a": And((Not(B), A)),
    "a NEAR b": Near(A, B, 10),
    "a near/3 b": Near(A, B, 3),
    "a NEAR/0 b": Near(A, B, 0),
    "a NEAR/5 (b OR c)": Near(A, Or((B, C)), 5),
    "a NEAR b AND c": And((Near(A, B), C)),
    "a AND (NOT b OR c)": And((A, Or((Not(B), C)))),
}


@pytest.mark.parametrize("query", READ)
def test_a_query_is_read_as_a_tree(query):
    assert parse_query(query) == READ[query]


WRONG = {
    "": "nothing to look for",
    "   ": "nothing to look for",
    "AND": "Words are missing at the beginning",
    "a AND": "Words are missing after 'AND'",
    "a OR OR b": "Words are missing after 'OR'",
    "NOT": "Words are missing after 'NOT'",
    "()": r"Words are missing after '\('",
    "NOT a": "type ceasefire NOT grain",
    "NOT NOT a": "type ceasefire NOT grain",
    "a OR NOT b": "type ceasefire NOT grain",
    "(a": r"type '\)' at its end",
    "a)": r"'\)' closes nothing",
    'a "b': "needs its end",
    "a (b)": r"type AND, OR, NOT or NEAR before '\('",
    'a "b c"': "type AND, OR, NOT or NEAR before 'b c'",
    "*": "with \\* only at its end",
    "ce*fire": "with \\* only at its end",
    '""': "cannot be looked for",
    "!!!": "cannot be looked for",
    "a NEAR/x b": "type missile NEAR/5 Kherson; not 'NEAR/x'",
    "a NEAR/101 b": "from 0 to 100",
    "a NEAR/² b": "from 0 to 100",
    "a NEAR (b AND c)": "NEAR stands between words",
    "a NEAR": "Words are missing after 'NEAR'",
    "(" * 30 + "a" + ")" * 30: "at most 20 parentheses",
    "a AND " + "NOT " * 100 + "a": "at most 20 parentheses and NOTs",
    "a" * (LONGEST + 1): "at most 500 characters; this one has 501",
}


@pytest.mark.parametrize("query", WRONG)
def test_what_is_no_query_is_answered_with_what_to_type(query):
    with pytest.raises(ValueError, match=WRONG[query]):
        parse_query(query)


def test_a_query_is_a_text():
    with pytest.raises(ValueError, match="nothing to look for"):
        parse_query(None)


PIECES = [
    "a",
    "b*",
    "peace talks",
    "AND",
    "OR",
    "NOT",
    "NEAR",
    "NEAR/3",
    "near/",
    "(",
    ")",
    '"',
    "“",
    "*",
    "\n",
    "é",
]


def answer(query):
    """The tree of a query, or the message."""
    try:
        return parse_query(query)
    except ValueError as error:
        return str(error)


@given(st.text())
def test_any_text_is_read_or_answered_in_words(query):
    answer(query)


@given(st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join))
def test_any_row_of_words_and_operators_is_read_or_answered_in_words(query):
    tree = answer(query)
    if not isinstance(tree, str):
        assert list_terms(tree)


LEAVES = st.sampled_from(["a", "b*", "peace talks"])
QUERIES = st.recursive(
    LEAVES,
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["AND", "OR", "NOT"]), inner),
    max_leaves=12,
)


@given(QUERIES)
def test_parentheses_around_a_query_change_nothing(query):
    assert answer(f"({query})") == answer(query)
