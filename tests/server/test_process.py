"""A process that serves many takes long turns, keeps few heaps, and reads its theme once."""

import inspect
import subprocess
import sys
from collections.abc import Callable

import pytest
from streamlit.elements.html import HtmlMixin
from streamlit.proto.NewSession_pb2 import CustomThemeConfig, NewSession
from streamlit.runtime.app_session import AppSession

from server import process

THREADS_THAT_NEED_MEMORY = """
import ctypes, threading
from server import process

process.prepare()
ready = threading.Barrier(17)

def work():
    held = bytearray(60_000)
    ready.wait()

for _ in range(16):
    threading.Thread(target=work).start()
ready.wait()
ctypes.CDLL(None).malloc_stats()
"""


def told(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)


def test_turns_of_threads_are_long() -> None:
    code = "import sys; from server import process; process.prepare(); print(sys.getswitchinterval())"
    assert float(told(code).stdout) == pytest.approx(process.TURN_SECONDS)


@pytest.mark.skipif(sys.platform != "linux", reason="a matter of Linux and glibc")
def test_many_threads_share_few_heaps() -> None:
    without = told(THREADS_THAT_NEED_MEMORY.replace("process.prepare()", ""))
    assert without.stderr.count("Arena ") > process.HEAPS  # so this test can fail
    assert told(THREADS_THAT_NEED_MEMORY).stderr.count("Arena ") == process.HEAPS


def test_the_theme_is_what_streamlit_would_send() -> None:
    """Also when it is put into a message for the second time, and nothing where nothing is set."""

    def filled(put: Callable[[CustomThemeConfig, str], None]) -> NewSession:
        message = NewSession()
        theme = message.custom_theme
        put(theme, "theme")
        for part, section in (
            (theme.light, "theme.light"),
            (theme.dark, "theme.dark"),
            (theme.sidebar, "theme.sidebar"),
        ):
            put(part, section)
        put(theme.dark.sidebar, "theme.dark.sidebar")
        return message

    expected = filled(process._read_theme)
    assert expected.custom_theme.dark.background_color, "the dark theme is set in .streamlit/config.toml"
    assert filled(process.put_theme) == filled(process.put_theme) == expected


def test_streamlit_still_asks_for_what_is_replaced() -> None:
    assert "_populate_theme_msg" in AppSession._create_new_session_message.__code__.co_names
    assert "clean_text" in inspect.unwrap(HtmlMixin.html).__code__.co_names
