"""Work grows no faster than texts: 16 times the text takes far less than 256 times the work."""

import pytest

from analysis.cleaning.rounds import STEPS
from analysis.text.quotation_marks import find_single
from benchmarks.hostile import PIECES, STEEP, VERBS, fit_exponent, measure_work

SIZES = [1_500, 24_000]
LEAST = 0.05  # CPU seconds: less is not told from noise
STEEPEST = [
    "both kinds of marks",
    "accents of two kinds",
    "names with a small word",
    "escaped ampersands",
    "one word",
]


def run_step(name, text):
    argument = {"opening": ["War war war"], "boilerplate": [("War ended at dawn",)]}.get(name, [])
    return STEPS[name].clean(text, *argument)


@pytest.mark.parametrize("name", STEPS)
def test_a_cleaning_step_grows_no_faster_than_its_text(name):
    steep = {}
    for piece, text in PIECES.items():
        if measure_work(str, lambda text: run_step(name, text), text * SIZES[-1], runs=1) < LEAST:
            continue
        work = [measure_work(str, lambda text: run_step(name, text), text * size, runs=2) for size in SIZES]
        if fit_exponent(SIZES, work) > STEEP:
            steep[piece] = work
    assert steep == {}


@pytest.mark.parametrize("piece", STEEPEST)
@pytest.mark.parametrize("verb", ["split_sentences", "find_quotations", "find_in_context"])
def test_a_verb_grows_no_faster_than_its_text(verb, piece):
    prepare, function = VERBS[verb]
    sizes = [1_000, 8_000]
    measure_work(prepare, function, PIECES[piece], runs=1)
    work = [measure_work(prepare, function, PIECES[piece] * size, runs=2) for size in sizes]
    assert work[-1] < LEAST or fit_exponent(sizes, work) < STEEP


class CountedSpans(list):
    """A list that counts how often one of its members is looked at."""

    looks = 0

    def __getitem__(self, place):
        self.looks += 1
        return super().__getitem__(place)


def test_each_single_mark_looks_at_few_of_the_double_ones():
    counts = []
    for size in (200, 800):
        text = "“a” 'b' " * size
        spans = CountedSpans((8 * i + 1, 8 * i + 2) for i in range(size))
        openings = [8 * i + 5 for i in range(size)]
        assert len(find_single(text, spans, openings, len(text))) == size
        counts.append(spans.looks)
    assert counts[1] <= 4.5 * counts[0]
