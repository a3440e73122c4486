from therapies import wording
from therapies.dataset import Dataset
from therapies.method import method


def test_the_method_names_what_it_must(dataset: Dataset) -> None:
    text = " ".join(sentence for topic in method(dataset) for sentence in topic.sentences)
    for words in (
        "Clopper-Pearson",
        "as printed",
        "30 days",
        "180 days",
        "365 days",
        "fewer than 30",
        "no medical advice",
    ):
        assert words in text
    assert wording.hype_in(text) is None


def test_kinds_of_evidence_stand_in_the_order_of_the_vocabulary(dataset: Dataset) -> None:
    text = " ".join(sentence for topic in method(dataset) for sentence in topic.sentences)
    places = [text.index(word.title.lower()) for word in dataset.words("source_kind")]
    assert places == sorted(places)
