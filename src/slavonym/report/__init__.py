"""Explanations as HTML: a page on which a person reviews texts, and a fragment for a notebook.

>>> from slavonym import Normalizer
>>> from slavonym.report import Reviewed, page
>>> desk = Normalizer()
>>> text = "In Ukraine, the ruins of Chassiv Yar."
>>> html = page([Reviewed("story.txt", text, desk.explain(text))], desk)
>>> html.startswith("<!doctype html>")
True
"""

from slavonym.report.marks import Reviewed
from slavonym.report.notebook import fragment
from slavonym.report.page import page

__all__ = ["Reviewed", "fragment", "page"]
