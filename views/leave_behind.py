"""The page to take away after a call: as PDF (A4 or US Letter) and as one HTML page that prints well.

Both are drawn from `therapies.handout`, which is made from the `Call` that the screen shows. Texts go to Typst as data,
never as markup. The fonts are those inside the typst package, nothing is fetched and no clock is read, so one input
gives the same bytes on every machine. Not here: how the PDF looks (handouts/call.typ), and the HTML
(`views.leave_behind_html`).
"""

import json
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, Literal

from therapies import wording
from therapies.call import Call
from therapies.handout import handout
from views import frame, leave_behind_data, leave_behind_html

PAPERS = {"a4": "A4", "us-letter": "US Letter"}


@lru_cache(maxsize=16)
def pdf(call: Call, paper: str) -> bytes:
    """The tagged PDF (PDF/UA-1) on "a4" or "us-letter". Raises ValueError for another paper."""
    return compiled(call, paper, "pdf")


@lru_cache(maxsize=16)
def html(call: Call) -> str:
    """The same document as one whole HTML page that needs nothing else."""
    return leave_behind_html.page(handout(call))


def compiled(call: Call, paper: str, form: Literal["pdf", "png"], ppi: float | None = None) -> Any:
    """The document as "pdf", or its pages as "png" for looking at them."""
    if paper not in PAPERS:
        raise ValueError(f"paper is one of {', '.join(PAPERS)}, not {paper!r}")
    return compiled_from("call.typ", leave_behind_data.data(handout(call), paper), form, ppi)


def compiled_from(name: str, data: Mapping[str, Any], form: Literal["pdf", "png"], ppi: float | None = None) -> Any:
    """The document that a file of handouts/ makes of these data."""
    import typst

    return typst.compile(
        str(frame.ROOT / "handouts" / name),
        root=str(frame.ROOT),
        font_paths=_fonts(),
        format=form,
        ppi=ppi,
        sys_inputs={"handout": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"] if form == "pdf" else [],
    )


@cache
def _fonts() -> Any:
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def file_name(call: Call, ending: str) -> str:
    """The therapies and the day, and nothing else: "sofi-cel-tisa-cel-2026-11-25.pdf"."""
    names = [wording.slug(name) or therapy for therapy, name in call.therapies]
    return f"{'-'.join((*(name[:40] for name in names), call.day.isoformat()))}.{ending}"
