"""How the site is built: `sphinx-build -W docs OUT`. Nothing is fetched while it is."""

import re

import slavonym

project = "slavonym"
author = "The slavonym developers"
project_copyright = "2026, The slavonym developers. MIT licence"
version = release = slavonym.__version__
language = "en"

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]

# The pages are read on code hosts too, so they are plain Markdown; there as here a link may lead to a heading.
myst_heading_anchors = 3

autodoc_member_order = "bysource"
# What the extras bring need not be installed.
autodoc_mock_imports = ["datasets", "pandas", "polars", "pyarrow", "pyspark", "spacy"]
autodoc_preserve_defaults = True
autodoc_typehints_format = "short"
default_role = "code"  # docstrings write code between single backticks
maximum_signature_line_length = 88
napoleon_numpy_docstring = False
napoleon_use_ivar = True
python_use_unqualified_type_names = True
toc_object_entries_show_parents = "hide"

# Every reference must lead somewhere, but for types of other projects: their inventories would have to be fetched.
nitpicky = True
nitpick_ignore_regex = [
    ("py:class", r"(pathlib\.)?Path"),
    ("py:class", r"(pd|pl|spacy)\..*|DataFrame"),
    ("py:exc", r"polars\..*"),
    # What no user makes or takes apart.
    ("py:class", "Detector|Gazetteer|Letters|Pairs|Tokenizer"),
]

html_theme = "furo"
pygments_style = "a11y-light"
pygments_dark_style = "a11y-dark"
html_title = f"slavonym {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_favicon = "_static/favicon.svg"
html_copy_source = False
html_show_sphinx = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#0b57a4", "color-brand-content": "#0b57a4"},
    "dark_css_variables": {"color-brand-primary": "#8ec5ff", "color-brand-content": "#8ec5ff"},
}


def setup(app):
    app.connect("source-read", _without_blank_line)


def _without_blank_line(_app, _page, source):
    """Drop the blank line that ends the output of a doctest in a page, which the site need not show."""
    source[0] = re.sub(r"\n\n( *```)$", r"\n\1", source[0], flags=re.MULTILINE)
