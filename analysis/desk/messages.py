"""The messages of the panel: what its script asks, and what the desk answers, as plain dicts."""

from collections.abc import Callable
from typing import Any

from analysis.charts.style import WIDTH
from analysis.desk.desk import FORMS, Desk
from analysis.desk.pictures import PIXELS, Picture, name_view
from analysis.desk.query import HELP
from analysis.desk.sentences import SORTS
from analysis.desk.view import KINDS, MOST, OVER, View, read_view, write_view

Message = dict[str, Any]


def answer(desk: Desk, message: Message) -> Message:
    """Answer a message; what cannot be done is answered in words, under `error`.

    A fault of the code is answered too: a panel that waits for ever would say nothing.
    """
    try:
        ask = ANSWERS.get(str(message.get("do")))
        if ask is None:
            raise ValueError(f"The panel cannot {message.get('do')!r}.")
        given = ask(desk, message)
    except (ValueError, KeyError, TypeError, OSError) as error:
        given = {"error": str(error) or type(error).__name__}
    return {"id": message.get("id"), **given}


def read_views(message: Message) -> list[View]:
    """Read the views of a message."""
    views = message.get("views")
    if not isinstance(views, list) or not 1 <= len(views) <= MOST:
        raise ValueError(f"A panel shows one to {MOST} pictures.")
    return [read_view(view) for view in views]


def answer_open(desk: Desk, _message: Message) -> Message:
    """What the controls offer."""
    kinds = [(kind, label) for kind, label in KINDS.items() if kind != "table" or desk.things.list_tables()]
    return {
        "kinds": kinds,
        "over": list(OVER.items()),
        "sorts": list(SORTS.items()),
        "days": desk.list_days(),
        "most": MOST,
        "help": HELP,
        "kept": list_kept(desk),
    }


def list_kept(desk: Desk) -> list[str]:
    """The names of the kept views; a file that cannot be read is said when it is used."""
    try:
        return sorted(desk.kept.read())
    except ValueError:
        return []


def answer_choices(desk: Desk, message: Message) -> Message:
    return {"choices": desk.things.list_choices(str(message.get("what")))}


def answer_draw(desk: Desk, message: Message) -> Message:
    """The pictures of some views; a search has two."""
    views = read_views(message)
    width = float(message.get("width", WIDTH * PIXELS))
    drawn = [draw_safely(desk, view, width) for view in views]
    columns = [view for view, pictures in zip(views, drawn, strict=True) if "error" not in pictures]
    return {"drawn": drawn, "columns": desk.list_columns(columns)}


def draw_safely(desk: Desk, view: View, width: float) -> Message:
    """The pictures of a view, or why there is none: one wrong view does not hide the others."""
    try:
        shown = desk.search(view.which, view) if view.what == "words" else [view]
        return {"pictures": [write_picture(each, desk.draw(each, width)) for each in shown]}
    except ValueError as error:
        return {"error": str(error), "title": name_view(view), "columns": columns_of(desk, view)}


def columns_of(desk: Desk, view: View) -> list[str]:
    """The columns that a view without a picture could be compared by; none where its choice is wrong."""
    try:
        return desk.list_columns([view])
    except ValueError:
        return []


def write_picture(view: View, picture: Picture) -> Message:
    return {"view": write_view(view), **picture._asdict()}


def answer_read(desk: Desk, message: Message) -> Message:
    view = read_view(message["view"])
    page = desk.read(view, str(message.get("key", "")), message.get("page", 1), message.get("sort", "date"))
    return {"title": name_view(view), **page._asdict()}


def answer_article(desk: Desk, message: Message) -> Message:
    return {"html": desk.mark(str(message["article"]))}


def answer_save(desk: Desk, message: Message) -> Message:
    """A view as a file to download."""
    form, view = str(message.get("form")), read_view(message["view"])
    data = desk.save(view, form, str(message.get("key", "")), message.get("sort", "date"))
    name = "".join(letter if letter.isalnum() else "-" for letter in name_view(view))[:80]
    ending = form if form in ("png", "svg") else "csv"
    return {"name": f"{form}-{name}.{ending}", "mime": FORMS[form], "data": data, "base64": form == "png"}


def answer_cells(desk: Desk, message: Message) -> Message:
    return {"cells": [desk.write_cell(view) for view in read_views(message)]}


def answer_keep(desk: Desk, message: Message) -> Message:
    desk.kept.keep(message.get("name", ""), read_views(message))
    return answer_kept(desk)


def answer_drop(desk: Desk, message: Message) -> Message:
    desk.kept.drop(message.get("name", ""))
    return answer_kept(desk)


def answer_kept(desk: Desk) -> Message:
    """The names of the kept views, and where they are."""
    place = desk.kept.file
    return {"kept": sorted(desk.kept.read()), "file": place.name if place else "this notebook only"}


def answer_take(desk: Desk, message: Message) -> Message:
    """The views that a name stands for."""
    return {"views": [write_view(view) for view in desk.kept.take(message.get("name", ""))]}


ANSWERS: dict[str, Callable[[Desk, Message], Message]] = {
    "open": answer_open,
    "choices": answer_choices,
    "draw": answer_draw,
    "read": answer_read,
    "article": answer_article,
    "save": answer_save,
    "cells": answer_cells,
    "keep": answer_keep,
    "drop": answer_drop,
    "take": answer_take,
}
