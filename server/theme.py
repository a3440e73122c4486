"""The theme's part of what every run of a page sends, made once for each process: a fifth of the time of all runs.

Streamlit makes it anew from its settings for every run, and no setting says otherwise. A change of the theme needs a
new start. Not here: the theme itself (.streamlit/config.toml).
"""

from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session


def keep() -> None:
    """Make each section of the theme once from now on."""
    make = app_session._populate_theme_msg
    made: dict[str, CustomThemeConfig] = {}

    def fill(message: CustomThemeConfig, section: str = "theme") -> None:
        if section not in made:
            new = CustomThemeConfig()
            make(new, section)
            made[section] = new
        if made[section].ByteSize():  # an empty section is not even named
            message.MergeFrom(made[section])

    app_session._populate_theme_msg = fill  # ty: ignore[invalid-assignment]
