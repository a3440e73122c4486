"""Signing in, where the server's secrets name an identity provider. Without them everybody sees everything, as ever.

The secrets are .streamlit/secrets.toml on the server, sections [auth] and [roles] (docs/run-on-a-server.md). Nothing
of a person is kept here: their browser holds a signed cookie, and that is all. Not here: who is what (`server.roles`),
and which page is for curators alone (`views.frame`).
"""

import logging
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import streamlit as st
from streamlit.errors import StreamlitSecretNotFoundError

from server import roles
from views import safe_text

_log = logging.getLogger(__name__)


@cache
def _secrets() -> Mapping[str, Any] | None:
    """The server's secrets, read once; None where they cannot be read."""
    try:
        return st.secrets.to_dict()
    except StreamlitSecretNotFoundError as error:
        if error.error_id == "no-secrets-found":
            return {}
        _log.exception("The server's secrets cannot be read")
        return None


def is_on() -> bool:
    """Whether people must sign in. A file that cannot be read must not open what it was meant to close."""
    secrets = _secrets()
    return secrets is None or "auth" in secrets


def ask() -> None:
    """Go on when nobody must sign in or somebody did; else show where to, and stop the page here."""
    if not is_on():
        return
    if _secrets() is None:
        st.title("Nobody can sign in now")
        st.markdown("The sign-in is set up wrongly. Tell the person who runs this dashboard; the reason is in the log.")
        st.stop()
    if st.user.is_logged_in and roles.is_fresh(_claims(), datetime.now(UTC)):
        return
    st.title("Emerging therapies")
    st.markdown("Please sign in to see the data.")
    st.button("Sign in", type="primary", on_click=st.login)
    st.stop()


def may_curate() -> bool:
    """Whether this visitor may use what is for curators: everybody where nobody signs in, else those named as such."""
    return not is_on() or roles.is_curator(_claims(), (_secrets() or {}).get("roles", {}))


def show() -> None:
    """Who is signed in, and the way out."""
    if is_on():
        role = "curator" if may_curate() else "viewer"
        st.button(f"Sign out {safe_text.markdown(roles.name(_claims()))} ({role})", on_click=st.logout)


def _claims() -> Mapping[str, Any]:
    return st.user.to_dict()
