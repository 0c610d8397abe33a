"""HTML becomes plain paragraphs; texts without HTML stay as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers.markup import html_to_text, strip_html


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ('<p>Troops <a href="http://x.example/terrorist-massacre">left</a> the bridge.</p><p>It fell.</p>',
         "Troops left the bridge.\n\nIt fell."),
        ("&lt;p&gt;It fell.&lt;/p&gt;", "It fell."),
        ("A &amp; B said it&#39;s over.", "A & B said it's over."),
        ("One.<br/>Two.", "One.\nTwo."),
        ("<div>a<script>alert(1)</script><style>b</style></div>c<!-- d -->e", "a\n\nce"),
    ],
)  # fmt: skip
def test_html_is_taken_out(text, plain):
    assert strip_html(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "5 < 7 and 8 > 3, he said.",
        "R&D and AT&T met [sic] (again).",
        "He wrote * and ** and _so_ on.",
        "C# is a language. #1 is a place.",
        "It rose from a<b to b>c.",
        "Score: 2 == 2.",
        "“It's over,” he said.\n\nNobody [of them] came.",
    ],
)
def test_a_text_without_html_stays_as_it_is(text):
    assert strip_html(text) == text


@given(st.text(max_size=300))
def test_any_text_can_be_stripped(text):
    assert isinstance(strip_html(text), str)


@given(st.lists(st.text(alphabet="abc .", min_size=1, max_size=20), min_size=1, max_size=5))
def test_the_words_of_paragraphs_stay(parts):
    html = "".join(f"<p>{part}</p>" for part in parts)
    assert html_to_text(html).split() == " ".join(parts).split()
