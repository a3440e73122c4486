"""The dashboard: `./run`, or `streamlit run dashboard.py`."""

from views import frame

frame.open().run()
