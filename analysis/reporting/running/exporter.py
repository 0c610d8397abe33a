"""What makes pages of notebooks. Loading it loads nbconvert, which takes long."""

import re
from typing import Any

from nbconvert import HTMLExporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode

IMAGE_WITHOUT_WORDS = re.compile(r"<img(?![^>]*\salt=)")


class Rendering(TemplateExporter):
    """Keeps a page as its template gives it."""

    page = ""

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        self.page, resources = super().from_notebook_node(nb, resources, **options)
        return "", resources


class PageExporter(HTMLExporter, Rendering):
    """Pages of notebooks, which are not parsed once more.

    nbconvert parses each page to make the cells of Jupyter's own look reachable by keyboard, which takes
    longer than all the rest. The template of the report has no such cells.
    """

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        _, resources = super().from_notebook_node(nb, resources, **options)
        return IMAGE_WITHOUT_WORDS.sub('<img alt="Figure"', self.page), resources
