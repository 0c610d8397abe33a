"""How many attributions and speakers are right: writes results_attributions.md.

    python -m benchmarks.attributions [--data ../shared/data]
    python -m benchmarks.attributions --draw 50 --seed 7 --out drawn.csv

- attributions_judged.csv: attributions drawn by lot from FA-KES and Wikinews, each with the verdict of a
  judge, and what is wrong with it. `drawing` says for which state of the rules it was drawn.
- speakers_judged.csv: pronouns and noun phrases such as `the minister` that are a source, drawn by lot from
  FA-KES, Wikinews and the looking half of PolNeAR (see voices.py). A judge read the name that was found. No
  name is `open`: `rightly` where the text leaves it open, or `though clear`.

`--draw` writes attributions without verdicts, for another judge. `judge_kind` says whether a person or a
language model judged. No judge saw another's verdicts.
"""

import argparse
from pathlib import Path

import pandas as pd

from analysis.attributions.finder import find_attributions
from analysis.attributions.tokens import parse_spans
from analysis.entities.mentions import find_entities
from analysis.text.sentences import split_sentences
from benchmarks import judgements, voices

HERE = Path(__file__).parent
JUDGED, SPEAKERS = HERE / "attributions_judged.csv", HERE / "speakers_judged.csv"
RESULTS = HERE / "results_attributions.md"
CORPORA = ["fakes", "wikinews"]
PLACE = ["corpus", "article_id", "start"]
CONTEXT = 200  # characters before and behind an attribution that a judge reads
HEAD = """# Attributions and speakers, read by judges

Written by `python -m benchmarks.attributions`. An attribution is right if the text says that this source said
or wrote it, and if its content holds all that is attributed and no clause of the outlet's own. Intervals are
Wilson's.
"""


def read_articles(data: Path, corpus: str) -> pd.DataFrame:
    """The articles of a corpus; those of PolNeAR are of the looking half."""
    if corpus != "polnear":
        return judgements.read_articles(data, corpus)
    articles = voices.read_articles(data / "polnear" / "train.jsonl", half="looking")
    columns = {name: [article[name] for article in articles] for name in ("article_id", "text")}
    return pd.DataFrame({**columns, "outlet": "", "date": pd.NaT, "title": ""})


def find_all(data: Path, corpora: list[str]) -> tuple[pd.DataFrame, dict[tuple[str, str], str]]:
    """The attributions of some corpora, and the text of each article by its corpus and id."""
    parts, texts = [], {}
    for corpus in corpora:
        articles = read_articles(data, corpus)
        sentences = split_sentences(articles)
        found = find_attributions(sentences, find_entities(sentences))
        parts.append(found.astype({"article_id": "str"}).assign(corpus=corpus))
        ids = articles["article_id"].astype("str")
        texts |= {(corpus, name): text for name, text in zip(ids, articles["text"], strict=True)}
    return pd.concat(parts, ignore_index=True), texts


def draw_attributions(found: pd.DataFrame, texts: dict, n: int, seed: int) -> pd.DataFrame:
    """`n` attributions of each corpus with their context, without verdicts."""
    parts = [part.sample(min(n, len(part)), random_state=seed) for _, part in found.groupby("corpus")]
    drawn = pd.concat(parts).sort_values(PLACE)
    contents, contexts = [], []
    for row in drawn.itertuples():
        text = texts[row.corpus, row.article_id]
        spans = [text[start:end] for start, end in parse_spans(row.content)]
        contents.append(" [...] ".join(spans))
        contexts.append(text[max(0, row.start - CONTEXT) : row.end + CONTEXT])
    columns = [*PLACE, "sentence_id", "source", "source_head", "source_kind", "cue", "cue_class", "form"]
    return drawn[columns].assign(content=contents, context=contexts)


def describe_precision(judged: pd.DataFrame, found: pd.DataFrame) -> list[str]:
    """The table of right attributions by drawing, judge and corpus, and what is found of them today."""
    lines = ["| drawing, judge, corpus | attributions | right | share | interval |"]
    lines.append("| --- | --- | --- | --- | --- |")
    for (drawing, judge, kind), rows in judged.groupby(["drawing", "judge", "judge_kind"]):
        for corpus, part in [("both", rows), *rows.groupby("corpus")]:
            right = int(part["verdict"].eq("right").sum())
            name = f"{drawing}, {judge} judge ({kind}), {corpus}"
            lines.append(judgements.describe_share(name, right, len(part)))
    errors = judged.loc[judged["verdict"] == "wrong", "error"].replace("", "not named").value_counts()
    lines += ["", "What is wrong: " + ", ".join(f"{error} {n}" for error, n in errors.items()) + ".", ""]
    places = [*PLACE, "cue"]
    still = judged.merge(found[places].drop_duplicates(), on=places)
    right = int(still["verdict"].eq("right").sum())
    lines.append(
        f"Of {len(judged)} verdicts {len(still)} are on attributions that are still found at the same place "
        f"with the same cue; {right} of these verdicts say right."
    )
    return lines


def describe_speakers(judged: pd.DataFrame, found: pd.DataFrame) -> list[str]:
    """The table of verdicts on speakers by judge, and how many have the same name today."""
    lines = ["| judge | resolved | right | share | interval |", "| --- | --- | --- | --- | --- |"]
    for (judge, kind), rows in judged.groupby(["judge", "judge_kind"]):
        right = int(rows["verdict"].eq("right").sum())
        n = right + int(rows["verdict"].eq("wrong").sum())
        lines.append(judgements.describe_share(f"{judge} ({kind})", right, n))
    opened = judged["verdict"].value_counts().filter(like="open")
    lines += ["", "Left open: " + ", ".join(f"{verdict} {n}" for verdict, n in opened.items()) + ".", ""]
    right = judged[judged["verdict"].eq("right")].drop_duplicates(PLACE)
    names = found.rename(columns={"name": "name_now"}).drop(columns="start")
    names = names.rename(columns={"source_start": "start"})[[*PLACE, "name_now"]].drop_duplicates(PLACE)
    now = right.merge(names, on=PLACE, how="left")
    same = int(now["name"].eq(now["name_now"].astype("str")).sum())
    lines.append(f"Of {len(right)} names called right, {same} are found today.")
    return lines


def read_verdicts(file: Path) -> pd.DataFrame:
    return pd.read_csv(file, dtype=str, keep_default_na=False).astype({"start": int})


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--data", type=Path, default=voices.DATA)
    options.add_argument("--draw", type=int, metavar="N", help="draw N attributions of each corpus")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--out", type=Path, default=Path("drawn.csv"))
    chosen = options.parse_args()
    if chosen.draw:
        found, texts = find_all(chosen.data, CORPORA)
        draw_attributions(found, texts, chosen.draw, chosen.seed).to_csv(chosen.out, index=False)
        return
    found, _ = find_all(chosen.data, [*CORPORA, "polnear"])
    parts = [
        HEAD, "## Attributions", "", *describe_precision(read_verdicts(JUDGED), found), "",
        "## Speakers", "", *describe_speakers(read_verdicts(SPEAKERS), found),
    ]  # fmt: skip
    RESULTS.write_text("\n".join(parts) + "\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
