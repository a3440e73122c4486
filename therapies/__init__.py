"""The domain: what is known about therapies, and how it is said. Pure; knows no Streamlit, Plotly, YAML or HTTP."""
