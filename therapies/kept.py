"""What was worked out of a dataset is kept with that dataset, and goes when the dataset goes.

Several releases are open at once while sessions still show an older one: none of them pushes out what was worked out
of another, and none is held by what was worked out of it. Not here: which releases are open (`therapies.editions`).
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import ref

from therapies.dataset import Dataset

Asked = ParamSpec("Asked")
Found = TypeVar("Found")
_OfDataset = Callable[Concatenate[Dataset, Asked], Found]


def kept(most: int) -> Callable[[_OfDataset[Asked, Found]], _OfDataset[Asked, Found]]:
    """Keep the last answers of a function of a dataset: of each dataset the `most` that were asked for last."""

    def keeping(function: _OfDataset[Asked, Found]) -> _OfDataset[Asked, Found]:
        @wraps(function)
        def answer(dataset: Dataset, *asked: Asked.args, **named: Asked.kwargs) -> Found:
            answers = dataset.kept.get(function) or dataset.kept.setdefault(function, _answers(dataset))
            return answers(*asked, **named)

        def _answers(dataset: Dataset) -> Callable[..., Found]:
            of = ref(dataset)

            @lru_cache(maxsize=most)
            def answers(*asked: Any, **named: Any) -> Found:
                this = of()
                assert this is not None  # noqa: S101 - whoever asks holds it
                return function(this, *asked, **named)

            return answers

        return answer

    return keeping
