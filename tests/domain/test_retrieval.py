"""The index of weighted features says what it was given, whoever came and went."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.retrieval import FeatureIndex

documents = st.dictionaries(st.sampled_from("abcdef"), st.floats(0.01, 2.55), max_size=6)


@given(st.lists(st.tuples(documents, st.booleans()), max_size=30))
def test_it_holds_exactly_the_documents_that_stayed(
    rows: list[tuple[dict[str, float], bool]],
) -> None:
    index = FeatureIndex()
    slots = [index.add(document) for document, _ in rows]
    for slot, (_, stays) in zip(slots, rows, strict=True):
        if not stays:
            index.remove(slot)
            index.remove(slot)
    staying = {s: document for s, (document, stays) in zip(slots, rows, strict=True) if stays}
    assert len(index) == len(staying)
    for name in "abcdef":
        having = {slot for slot, document in staying.items() if name in document}
        assert index.holders(name) == len(having)
        assert index.sharing([name], budget=100) == having
    for slot, document in staying.items():
        read = dict(index.features(slot))
        assert read.keys() == document.keys()
        assert all(abs(read[name] - weight) <= 0.005 + 1e-9 for name, weight in document.items())


def test_rare_features_come_first_when_the_budget_is_short() -> None:
    index = FeatureIndex()
    rare = index.add({"rare": 1.0, "common": 1.0})
    for _ in range(9):
        index.add({"common": 1.0})
    assert index.sharing(["common", "rare"], budget=5) == {rare}


def test_forgetting_many_leaves_the_rest_findable() -> None:
    index = FeatureIndex()
    slots = [index.add({"word": 1.0, f"w{i}": 1.0}) for i in range(1_000)]
    for slot in slots[:900]:
        index.remove(slot)
    assert index.sharing(["word"], budget=1_000) == set(slots[900:])
