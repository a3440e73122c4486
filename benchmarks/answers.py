"""Reads what the server answers and keeps what a browser keeps of it, so that the server does the work it does for one.

The page's hash, the session's id, the messages that may come as references later, the ids of the widgets. Not here:
how the answers come (`visitor`, `guest`), and what should stand in them (`journeys`).
"""

import re
from collections.abc import Mapping

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

# In how many further runs a browser still keeps a message that was not used again (global.maxCachedMessageAge).
_KEPT_RUNS = 2
# An id ends with the widget's key.
_KEY = re.compile(r"\$\$ID-[0-9a-f]+-(.+)")
_NAMED = ("selectbox", "multiselect", "number_input", "button", "button_group", "text_input", "checkbox")

Value = str | float | bool | tuple[str, ...]


class Answers:
    """What one tab knows: `ask()` gives the bytes to send, then `take()` each answer until it returns True.

    `run` has the answers of the last run, those that came as references too; `faults` says what was wrong in it;
    `title` is the page's first heading as it stood there.
    """

    def __init__(self) -> None:
        self.session, self.page, self.query, self.title = "", "", "", ""
        self.widgets: dict[str, str] = {}
        self.run: list[bytes] = []
        self.faults: list[str] = []
        self._hash, self._number = "", 0
        self._kept: dict[str, tuple[int, bytes]] = {}
        self._set: dict[str, Value] = {}

    def go_to(self, page: str, query: str) -> None:
        """The next run is that of another page; what was chosen on this one is left."""
        self.page, self.query, self._hash = page, query, ""
        self._set = {}

    def ask(self, choices: Mapping[str, Value] | None = None, press: str | None = None) -> bytes:
        """Ask for a run. `choices`: values of widgets by their keys, kept until the page is left; `press`: a button."""
        self._set |= choices or {}
        self._number, self.run, self.faults = self._number + 1, [], []
        self.title = ""
        message = BackMsg()
        state = message.rerun_script
        state.query_string, state.page_name, state.page_script_hash = self.query, self.page, self._hash
        state.cached_message_hashes.extend(self._kept)
        for key, value in self._set.items():
            _choose(state.widget_states.widgets.add(id=self.widgets[key]), value)
        if press:
            state.widget_states.widgets.add(id=self.widgets[press], trigger_value=True)
        return message.SerializeToString()

    def take(self, raw: bytes) -> bool:
        """Take one answer; True when it says that the run came to its end."""
        answer = ForwardMsg.FromString(raw)
        kind = answer.WhichOneof("type")
        if kind == "script_finished":
            return self._finished(answer.script_finished)
        if kind == "ref_hash":
            raw = self._again(answer.ref_hash)
        elif kind == "delta":
            self._element(answer.delta.new_element)
        elif kind == "new_session":
            self._hash, self.session = answer.new_session.page_script_hash, answer.new_session.initialize.session_id
        elif kind == "navigation":
            self._hash = answer.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = answer.page_info_changed.query_string
        elif kind == "page_not_found":
            self.faults.append("there is no such page")
        self.run.append(raw)
        if answer.metadata.cacheable:
            self._kept[answer.hash] = self._number, raw
        return False

    def _finished(self, how: int) -> bool:
        if how == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self.run = []
            return False  # the page called st.rerun: what counts is the end of that run
        if how != ForwardMsg.FINISHED_SUCCESSFULLY:
            self.faults.append(f"it did not finish: {how}")
        oldest = self._number - _KEPT_RUNS
        self._kept = {name: kept for name, kept in self._kept.items() if kept[0] >= oldest}
        return True

    def _again(self, name: str) -> bytes:
        if name not in self._kept:
            self.faults.append("a reference to a message that is not kept")
            return b""
        raw = self._kept[name][1]
        self._kept[name] = self._number, raw
        return raw

    def _element(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind == "heading" and element.heading.tag == "h1":
            self.title = element.heading.body
        if kind == "exception":
            self.faults.append(element.exception.message)
        if kind in _NAMED and (named := _KEY.match(getattr(element, kind).id)):
            self.widgets[named[1]] = named[0]


def _choose(state: WidgetState, value: Value) -> None:
    if isinstance(value, bool):
        state.bool_value = value
    elif isinstance(value, str):
        state.string_value = value
    elif isinstance(value, tuple):
        state.string_array_value.data.extend(value)
    else:
        state.double_value = value
