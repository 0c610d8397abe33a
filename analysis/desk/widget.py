"""The panel in JupyterLab: the messages of one script, answered by the desk."""

from importlib import resources
from typing import Any

import anywidget

from analysis.desk.desk import Desk
from analysis.desk.messages import answer
from analysis.reporting.reading.styles import read_style


def read_file(name: str) -> str:
    """A file of the panel as text."""
    return resources.files("analysis.desk").joinpath(name).read_text("utf-8")


class Panel(anywidget.AnyWidget):
    """A panel over a desk; all it does is pass messages on."""

    _esm = read_file("desk.js")
    _css = read_file("desk.css") + read_style("reading.css")

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.on_msg(self.pass_on)

    def pass_on(self, _widget: Any, message: Any, _buffers: Any) -> None:
        """Answer a message of the script."""
        if isinstance(message, dict):
            self.send(answer(self.desk, message))
