"""The only code that knows Streamlit and Plotly: the frame, the address, and one file for each piece of the look."""
