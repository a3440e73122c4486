"""The dashboard as `./run` starts it: dashboard.py, and around it what a server needs, from server/."""

from starlette.middleware import Middleware
from streamlit.starlette import App

from server import headers

app = App("dashboard.py", middleware=[Middleware(headers.Headers)])
