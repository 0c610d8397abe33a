"""HTML, wikitext, Markdown and short codes come out; texts without them stay."""

import pytest

from analysis.cleaning.pipeline import clean_text

MARKED = [
    (
        '<p>Troops <a href="http://x/terror">left</a> the bridge.</p><p>It fell.</p>',
        "Troops left the bridge.\n\nIt fell.",
    ),
    ("&lt;p&gt;It fell.&lt;/p&gt;&lt;p&gt;Nobody came.&lt;/p&gt;", "It fell.\n\nNobody came."),
    ("It fell.<br/>Nobody came.<br><br>Crews left.", "It fell.\n\nNobody came.\n\nCrews left."),
    (
        "<div><h2>Road</h2><ul><li>One fell.</li><li>Two left.</li></ul><script>var "
        "war=1;</script><figure><img src=x><figcaption>A boat</figcaption></figure></div>",
        "Road\n\nOne fell.\n\nTwo left.",
    ),
    (
        "First paragraph.\n\nSecond <b>bold</b> paragraph.\n\nThird.",
        "First paragraph.\n\nSecond bold paragraph.\n\nThird.",
    ),
    (
        "**The council** met in the [town hall](http://x.example/hall).\n\n## Next\n\nIt *ended*.",
        "The council met in the town hall.\n\nNext\n\nIt ended.",
    ),
    (
        "![A boat](http://x/a.jpg)\n\n> We stay, he said.\n\n---\n\nIt ~~fell~~ held.",
        "We stay, he said.\n\nIt fell held.",
    ),
    (
        "{{date|November 17, 2022}}\n[[Kherson]] was quiet on '''Thursday''', the [[mayor|city's "
        "mayor]] said.\n\n== Sources ==\n* "
        "{{source|url=http://x.example}}\n\n[[Category:Ukraine]]",
        "Kherson was quiet on Thursday, the city's mayor said.",
    ),
    (
        "'''Kherson''' was quiet.<ref>Reuters</ref>\n\n== Background ==\nIt fell.\n\n==External "
        "links==\n* [http://x.example X]",
        "Kherson was quiet.\n\nBackground\n\nIt fell.",
    ),
    ("Kherson was quiet.\n\n[[File:Dam.jpg|thumb|The dam]]\n\n[[Category:War]]", "Kherson was quiet."),
    ("[b]It[/b] fell. [url=http://x]Here[/url].", "It fell. Here."),
    ('[caption id="1"]A boat[/caption] It fell.', "A boat It fell."),
    ("Visit [the site][1].\n\n[1]: http://x.example", "Visit the site."),
]


@pytest.mark.parametrize(("text", "plain"), MARKED)
def test_markup_comes_out(text, plain):
    assert clean_text(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "5 < 7 and 8 > 3, he said.",
        "R&D met [sic] (again), and “[I]t fell,” he said; [i]ncreasingly so.",
        "He wrote *never* and _never_ and ** and 2 * 3 * 4.",
        "C# is a language. #Kherson is a tag.",
        "The file_name_here and snake_case stay.",
    ],
)
def test_a_text_without_markup_stays(text):
    assert clean_text(text) == text


def test_a_page_nested_deeper_than_parsers_go_loses_no_word():
    assert "It fell." in clean_text("<div>" * 400 + "It fell." + "</div>" * 400)
