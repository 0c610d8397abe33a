"""The camp of a source without a name of its own: *Ukrainian officials*, *authorities in Kyiv*."""

from analysis.attributions.speakers.article import Article
from analysis.attributions.speakers.sources import Source
from analysis.registry.official_sides import Name, OfficialSides


def find_camp(source: Source, row: int, article: Article, sides: OfficialSides) -> str:
    """The camp of an official or of people, by the name beside the noun; empty where it is open."""
    start, end = source.span
    inside = [mention for mention in article.mentions[row] if start <= mention.start and mention.end <= end]
    if not inside or not sides.has_noun(source.text):
        return ""
    names = [
        Name(mention.start - start, mention.end - start, mention.entity, mention.camp) for mention in inside
    ]
    return sides.find(source.text, names).camp
