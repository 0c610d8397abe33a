"""Links to other stories and calls to subscribe are dropped; what people said stays."""

import pytest

from analysis.cleaning.pipeline import clean_text, explain_cleaning
from tests.cleaning.texts import make_articles

BEFORE, BEHIND = "The dam held, officials said on Monday.", "Crews are at work."
LINKS = [
    "Read more: Terrorists kill 40 in barbaric massacre.",
    "READ MORE: Terrorists kill 40 in massacre",
    "Read More",
    "Read also: Terrorists kill 40",
    "ALSO READ: Terrorists kill 40 in massacre",
    "ALSO READ | Terrorists kill 40",
    "RELATED: Terrorists kill 40",
    "Related: Terrorists kill 40.",
    "Related article: Terrorists kill 40",
    "See also: Terrorists kill 40",
    "More on this story: Terrorists kill 40",
    "More on this story\n\nTerrorists kill 40 in massacre\n\nTroops flee massacre",
    "Watch: Terrorists kill 40.",
    "WATCH: Terrorists kill 40",
    "Click here to read about the massacre",
    "Click here for more.",
    "Also on rt.com Terrorists kill 40 in massacre",
    "ALSO ON RT: massacre",
    "RELATED STORIES\n\nTerrorists kill 40\n\nMassacre in town",
    "Related stories:\n• Terrorists kill 40\n• Massacre in town",
    "You may also like: massacre",
    "You might be interested in: massacre",
    "Read the full story here.",
    "Don't miss: massacre",
    "Must read: massacre",
    "Recommended: massacre",
    "Sign up for our newsletter",
    "Subscribe to our newsletter to get the massacre daily.",
    "Sign up here for our daily newsletter.",
    "Follow us on Twitter",
    "Follow us on Telegram and Facebook",
    "Join our Telegram channel",
    "Join us on WhatsApp for breaking news.",
    "Download our app for massacre alerts",
    "Get our newsletter delivered to your inbox",
    "Advertisement",
    "ADVERTISEMENT",
    "Story continues below advertisement",
    "Article continues after ad",
    "Continue reading",
    "Share this article",
    "(Read more: massacre)",
    "[READ MORE: massacre]",
    "READ: massacre in town",
    "Listen: massacre podcast",
    "Video: massacre in town",
    "In pictures: massacre",
    "Read more about the massacre here.",
    "READ NEXT: massacre",
    "What to read next: massacre",
    "More from the Courier: massacre",
    "Support our journalism. Subscribe to our newsletter.",
    "https://x.example/massacre",
    "Read more >> massacre",
    "» Read more: massacre",
    "– Read also: massacre",
    "Editor's picks: massacre",
    "Top stories: massacre",
    "Most read: massacre",
    "Further reading: massacre",
    "Explore more: massacre",
    "Live updates: massacre",
    "For more news, visit www.x.example/massacre",
    "This article was originally published on The Massacre.",
    "Related News\nTerrorists kill 40",
    "TRENDING: massacre",
    "READ | massacre in town",
    "Read it here: massacre",
    "Related Topics: massacre",
    "Stay up to date with our newsletter",
]
SENTENCES = [
    "Read the two texts side by side and one notices it.",
    "More than 40 people fled.",
    "Also on Monday, troops fled.",
    "Watch the left, he said.",
    "See, the idea is simple.",
    "Related talks went on in Geneva.",
    "Follow the money, he said.",
    "Click and it falls.",
    "“Read more,” she told them.",
    "Listen to what the Kremlin says.",
    "Support Ukraine now!",
    "Share prices fell.",
    "This article of the treaty bars it.",
    "Video showed the blast.",
    "Photos showed the blast.",
    "Videos posted online showed the dam.",
    "More troops: that is what they ask for.",
    "Join the army, the poster said.",
    "Like his father, he follows the news on Facebook every day.",
    "Stay in your shelters, the mayor wrote on Telegram.",
    "Follow the rules.",
    "You may leave, he said.",
    "Continue the fight, he said.",
    "Keep calm, the governor said on Telegram.",
    "Try to stay calm, the mayor wrote on his Telegram channel.",
    "Send help, they wrote on Facebook.",
    "Read: nobody listened.",
    "Support us.",
    "Become a member of NATO.",
    "Try to cross the Channel and you may die.",
    "Get out of the channel.",
]


@pytest.mark.parametrize("line", LINKS)
def test_a_line_that_leads_elsewhere_is_dropped(line):
    assert clean_text(f"{BEFORE}\n\n{line}\n\n{BEHIND}") == f"{BEFORE}\n\n{BEHIND}"


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_that_begins_as_a_link_does_stays(line):
    assert clean_text(f"{BEFORE}\n\n{line}\n\n{BEHIND}") == f"{BEFORE}\n\n{line}\n\n{BEHIND}"


@pytest.mark.parametrize(
    "link", ["Read more: Troops flee the town.", "(Read more: Troops flee)", "[ALSO READ: Flight]"]
)
def test_a_link_within_a_paragraph_is_dropped(link):
    assert clean_text(f"{BEFORE} {link} {BEHIND}") == f"{BEFORE} {BEHIND}"


def test_a_text_of_links_alone_stays():
    text = "Read more: Troops flee\n\nSign up for our newsletter"
    assert clean_text(text) == text


def test_what_is_dropped_is_counted():
    articles = make_articles(f"{BEFORE}\n\nRead more: Troops flee\n\nFILE PHOTO: A boat\n\n{BEHIND}", BEFORE)
    table = explain_cleaning(articles).set_index("step")
    assert table.loc[["links", "captions"], "n_articles"].tolist() == [1, 1]
    assert table.loc[["links", "captions"], "n_changes"].tolist() == [1, 1]
