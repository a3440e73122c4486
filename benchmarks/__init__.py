"""What goals.md measures, as ratios to an empty Streamlit page on the same machine in the same run.

Here too: how a program starts the dashboard (`server`) and finds a browser (`chromium`), which the browser tests share.
Not here: the tests themselves, and anything the dashboard imports.
"""
