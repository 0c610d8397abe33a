"""Lists of words as they stand in the code: one text, split at spaces."""


def list_words(text: str) -> frozenset[str]:
    """The words of a text.

    >>> sorted(list_words("that which"))
    ['that', 'which']
    """
    return frozenset(text.split())
