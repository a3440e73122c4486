"""The address of a view: the one place that reads and writes query parameters, and the widgets that follow them.

The address is the truth. A widget shows what the address says; changing the widget rewrites the address (one step of
the browser's Back); following a link changes the address and so the widget. So a link always reopens the same view.
Values are ids, never titles, and never anything about a patient. Pages never touch `st.query_params`, nor `bind=`.

A parameter's name is its widget's key. Several values stand in one parameter, with commas: `?therapies=a,b`. Not here:
how a widget and its parameter stay the same (`views.bound`), the words for what a link asked for in vain
(`views.link_notes`), links to other sites (`views.safe_text`), and the call list of a session (`views.shortlist`).
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from urllib.parse import urlencode

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx

from views import bound, link_notes, safe_text

THERAPY = "therapy"
THERAPIES = "therapies"
COMPARISON = "comparison"
DISEASE = "disease"
ENDPOINT = "endpoint"
ANALYSIS_SET = "people"
SEARCH = "q"
KIND = "kind"
TERM = "term"
FACT = "fact"
SHOW = "show"
GROUP = "group"
READ = "read"
TABLE = "table"
PART = bound.PART
PERSON = "person"
DAYS = "days"
COUNT_MISSING = "missing"
COUNTED = "counted"
CALL = "call"
HIDE = "hide"
SCREEN = "screen"
SINCE = "since"
FILE = "file"

EARLIEST = date(2020, 1, 1)
LONGEST_SEARCH = 100
MOST_VALUES = 200
_SHOWN = "page and query of the last run"


def has(name: str) -> bool:
    """Whether the address has a parameter, be it empty."""
    return name in st.query_params


def one(name: str, known: Sequence[str] | Mapping[str, object], default: str | None = None) -> str | None:
    """The value of a parameter if it is a known one, else `default`; a short note names a value that is not known."""
    value = st.query_params.get(name, "")
    if not value:
        return default
    if value not in known:
        link_notes.unknown([value])
        return default
    return value


def several(name: str, known: Sequence[str] | Mapping[str, object], *, quiet: bool = False) -> list[str]:
    """The known values, each once, in the order of the address; a note names those left out, unless `quiet`."""
    values = _split(name)
    unknown = [value for value in values if value not in known]
    if unknown and not quiet:
        link_notes.unknown(unknown)
    return [value for value in values if value in known]


def unsaid(name: str) -> bool:
    """Whether the address says nothing of a choice that nobody has just taken away: the page was opened so."""
    return not st.query_params.get(name, "") and st.session_state.get(name, "") is not None


def text(name: str = SEARCH) -> str:
    """Free text of a parameter: one line, at most LONGEST_SEARCH signs."""
    return safe_text.plain(st.query_params.get(name, ""))[:LONGEST_SEARCH].strip()


def href(page: str, /, **params: str | Sequence[str] | None) -> str:
    """The address of a view, for links inside a table: `therapy?therapy=wu-cart-007`.

    `page` is a file name of pages/ without ".py". Following it loads the page anew; prefer `link` outside of tables.
    """
    query = urlencode(bound.as_query(params), safe=",")
    path = "./" if page == "home" else page
    return f"{path}?{query}" if query else path


def link(page: str, label: str, /, **params: str | Sequence[str] | None) -> None:
    """Draw a link to a view that opens without loading the page anew. `label` is shown as it is, not as Markdown."""
    st.page_link(f"pages/{page}.py", label=safe_text.markdown(label), query_params=bound.as_query(params) or None)


def link_here(page: str, label: str, /, **changes: str | None) -> None:
    """Draw a link to the view that is open, with some parameters changed (None: left out). `page` is its name.

    A parameter of the address may have any name, also `page` or `label`: hence the two by their place alone.
    """
    query = {name: value for name, value in dict(st.query_params).items() if name not in changes}
    link(page, label, **query, **changes)


def choice(
    label: str,
    name: str,
    titles: Mapping[str, str],
    *,
    none: str | None = None,
    default: str | None = None,
    segments: bool = False,
    help: str | None = None,
) -> str | None:
    """A choice of one value, bound to the address. Returns the id.

    `titles`: id to title, in order. With `none` ("All diseases") nothing may be chosen: the result is None then.
    Without `none` one is always chosen: `default`, or the first. `segments`: a row of buttons instead of a list.
    """
    options = list(titles)
    start = default if default in titles else (None if none is not None or not options else options[0])
    asked = one(name, titles, start)
    bound.follow(name, asked, start, titles)

    def shown(value: str) -> str:
        return titles.get(value, value)

    if segments:
        chosen = st.segmented_control(
            label, options, key=name, format_func=shown, on_change=bound.write, help=help, required=none is None
        )
    else:
        chosen = st.selectbox(
            label,
            options,
            index=None,
            key=name,
            format_func=shown,
            on_change=bound.write,
            placeholder=none,
            required=none is None,
            help=help,
        )
    return chosen if chosen in titles else asked


def choices(
    label: str,
    name: str,
    titles: Mapping[str, str],
    *,
    placeholder: str = "All",
    most: int | None = None,
    help: str | None = None,
) -> list[str]:
    """A choice of several values, bound to the address. Returns ids in the order chosen; [] means nothing chosen."""
    asked = several(name, titles)
    if most is not None and len(asked) > most:
        link_notes.say(f"At most {most} can stand here: the first {most} are shown, {len(asked) - most} left out.")
    bound.follow(name, asked[:most], [], titles)
    chosen = st.multiselect(
        label,
        list(titles),
        key=name,
        format_func=lambda value: titles.get(value, value),
        on_change=bound.write,
        placeholder=placeholder,
        max_selections=most,
        wrap=True,  # beside others what is chosen would run out of its box to the right
        select_all=False,  # it stands first in the list, so that Enter after a few letters would choose all matches
        help=help,
    )
    return [value for value in chosen if value in titles]


def day(label: str, name: str, default: date, latest: date, *, help: str | None = None) -> date:
    """A choice of a day that is past, bound to the address. What is no such day there gives `default`, with a note."""
    asked, value = st.query_params.get(name, ""), None
    earliest = min(EARLIEST, latest)  # on a machine whose clock is wrong
    default = min(max(default, earliest), latest)
    with suppress(ValueError):
        value = date.fromisoformat(asked) if asked else default
    if value is None or not earliest <= value <= latest:
        link_notes.unknown([asked])
        value = default
    bound.follow(name, value, default)
    chosen = st.date_input(label, key=name, min_value=earliest, max_value=latest, on_change=bound.write, help=help)
    return chosen if isinstance(chosen, date) else value


def search_box(label: str, *, placeholder: str = "", name: str = SEARCH, help: str | None = None) -> str:
    """A search box, bound to the address. Returns what stands in it, in one line."""
    bound.follow(name, text(name), "")
    typed = st.text_input(
        label, key=name, max_chars=LONGEST_SEARCH, placeholder=placeholder, on_change=bound.write, help=help
    )
    return safe_text.plain(typed)[:LONGEST_SEARCH].strip()


def switch(label: str, name: str, *, help: str | None = None) -> bool:
    """A switch that is off unless the address says `1`."""
    bound.follow(name, st.query_params.get(name, "") == "1", False)
    return st.toggle(label, key=name, on_change=bound.write, help=help)


def put(name: str, values: Sequence[str]) -> None:
    """Put these values into the address, or take the parameter out where there are none."""
    query = {key: value for key, value in dict(st.query_params).items() if key != name}
    bound.replace(query | bound.as_query({name: values}))


def clear_button(label: str, names: Sequence[str]) -> None:
    """A button that takes the named parameters out of the address ("Show all therapies").

    Two buttons of a page may take out the same ones, as long as they are called differently.
    """
    st.button(label, on_click=_clear, args=(tuple(names),), key=f"clear {' '.join(names)}: {label}")


def confirm(page: str) -> None:
    """Put the address of this run into the browser's bar. The frame does this once in every run, after the menu.

    Streamlit runs a link to the page that is already open with its new parameters, but leaves the old ones in the bar.
    (On the way to another page it sets the bar by itself, later; doing it here as well would add a dead Back press.)
    What a link asked for in vain is said where this is called.
    """
    link_notes.place()
    context = get_script_run_ctx()
    if context is None:
        return
    before, now = st.session_state.get(_SHOWN), (page, context.query_string)
    st.session_state[_SHOWN] = now
    if before is None or before[0] != page:
        bound.begin()
    elif before != now:
        message = ForwardMsg()
        message.page_info_changed.query_string = context.query_string
        context.enqueue(message)


def _split(name: str) -> list[str]:
    parts = [part.strip() for value in st.query_params.get_all(name) for part in value.split(",")]
    return list(dict.fromkeys(part for part in parts if part))[:MOST_VALUES]


def _clear(names: Sequence[str]) -> None:
    bound.replace({name: value for name, value in dict(st.query_params).items() if name not in names})
