"""A staff member's session without a browser: opening an address, and reading what the page says."""

import re
from html import escape, unescape

from streamlit.testing.v1 import AppTest

# "None" before such a verb is English ("None of them ..."); alone it is a missing value that leaked.
LEAKED = re.compile(r"\b(nan|NaN|NaT|null)\b|<NA>|&lt;NA&gt;|\bNone\b(?! (is|of|was|were|had|has) )")


def opened(app: AppTest, **query: str) -> AppTest:
    """The page at an address with these parameters and no others."""
    app.query_params.clear()
    for name, value in query.items():
        app.query_params[name] = value
    return app.run()


def html_of(app: AppTest) -> str:
    """The HTML of the page, without the style sheet."""
    return "\n".join(part.proto.body for part in app.get("html") if not part.proto.body.startswith("<style>"))


def _written(app: AppTest) -> list[str]:
    """All that is written as Markdown, without the signs that keep it from being read as Markdown."""
    parts = [part.value for kind in (app.title, app.header, app.subheader, app.markdown, app.caption) for part in kind]
    return [re.sub(r"\\([^\w\s])", r"\1", part) for part in (*parts, *(part.label for part in app.expander))]


def written(app: AppTest) -> str:
    """The same as HTML, one element for each line."""
    return "".join(f"<p>{escape(line)}</p>" for part in _written(app) for line in part.splitlines())


def text_of(app: AppTest) -> str:
    """All that can be read on the page, in one line."""
    html = re.sub(r"<[^>]+>", " ", html_of(app))
    return re.sub(r"\s+", " ", unescape(html + " " + " ".join(_written(app))))
