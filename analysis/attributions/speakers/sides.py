"""The camp of a source without a name of its own: *Ukrainian officials*, *authorities in Kyiv*."""

from analysis.attributions.speakers.article import Article
from analysis.attributions.speakers.sources import Source
from analysis.registry.official_sides import Name, OfficialSides


def find_camp(source: Source, row: int, article: Article, sides: OfficialSides) -> str:
    """The camp of an official or of people, by the name beside the noun; empty where it is open."""
    if not article.mentions[row] or not sides.has_noun(source.text):
        return ""
    start, end = source.span
    names = [
        Name(mention.start - start, mention.end - start, mention.entity, mention.camp)
        for mention in article.mentions[row]
        if start <= mention.start and mention.end <= end
    ]
    return sides.find(source.text, names).camp if names else ""
