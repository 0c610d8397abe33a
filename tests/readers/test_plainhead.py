"""Headline, byline and day as lines at the top of a plain text, in the orders and forms that people have."""

import pytest

from analysis.readers.documents.plainhead import split_head

BODY = "The council met in the town hall on Monday.\n\nIt agreed to open the road."


@pytest.mark.parametrize(
    ("head", "title", "byline", "date"),
    [
        ("Council opens the road\n\nBy Jane Doe\n\n8 October 2023",
         "Council opens the road", "Jane Doe", "8 October 2023"),
        ("COUNCIL OPENS ROAD\n=====\nBy JANE DOE\nCourier Staff Writer\nOct. 8, 2023 at 10:15 a.m. ET",
         "COUNCIL OPENS ROAD", "JANE DOE", "Oct. 8, 2023"),
        ("Council opens road\nSunday, October 8, 2023", "Council opens road", None, "October 8, 2023"),
        ("8 October 2023\n\nCouncil opens road\n\nBy Jane Doe",
         "Council opens road", "Jane Doe", "8 October 2023"),
        ("The Courier\n\nCouncil opens the road again\nWritten by Jane Doe", "Council opens the "
        "road again", "Jane Doe", None),
        ("Council opens road\n\nUpdated 3:15 PM EDT, Sun October 8, 2023",
         "Council opens road", None, "October 8, 2023"),
        ("Council opens road\n2023-10-08", "Council opens road", None, "2023-10-08"),
        ("By Jane Doe in Kyiv\n8 October 2023", None, "Jane Doe in Kyiv", "8 October 2023"),
    ],
)  # fmt: skip
def test_the_lines_of_a_head_become_columns(head, title, byline, date):
    fields = split_head(f"{head}\n\n{BODY}")
    assert fields["text"] == BODY
    assert (fields.get("title"), fields.get("byline"), fields.get("date")) == (title, byline, date)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"Nobody came\n\n{BODY}",
        f"Key points\n\n• The dam held\n\n{BODY}",
        "By 8 October 2023 all was over, the mayor said.\n\nIt was dark.",
        "On 8 October 2023 the council met.\n\nIt was dark.",
        "8 October 2023",
        "By Jane Doe",
        "",
    ],
)
def test_a_text_without_a_head_is_all_text(text):
    assert split_head(text) == {}
