"""A staff member's session without a browser: opening an address, and reading what the page says."""

import re
from html import unescape

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


def text_of(app: AppTest) -> str:
    """All that can be read on the page, in one line."""
    written = [
        part.value for kind in (app.title, app.header, app.subheader, app.markdown, app.caption) for part in kind
    ]
    written += [part.label for part in app.expander]
    html = re.sub(r"<[^>]+>", " ", html_of(app))
    return re.sub(r"\s+", " ", unescape(html + " " + re.sub(r"\\([^\w\s])", r"\1", " ".join(written))))
