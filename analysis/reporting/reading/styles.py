"""The styles of the pages, as text."""

from importlib import resources


def read_style(name: str) -> str:
    """A style sheet of the report, by the name of its file."""
    return resources.files("analysis.reporting").joinpath(f"templates/report/{name}").read_text("utf-8")
