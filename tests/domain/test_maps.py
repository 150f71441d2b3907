"""What two maps say of each other must not depend on whether one remembers that it came from the other."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.maps import Map

KEYS = st.sampled_from("abcdef")
ITEMS = st.dictionaries(KEYS, st.integers(0, 2))


@given(ITEMS, ITEMS, st.lists(KEYS))
def test_a_map_that_remembers_its_origin_differs_from_it_as_one_that_does_not(
    items: dict[str, int], changes: dict[str, int], without: list[str]
) -> None:
    first = Map(items)
    derived = first.with_items(changes, without)
    expected = {key: value for key, value in items.items() if key not in without} | changes
    assert dict(derived) == expected
    assert dict(first) == items
    forgetful = Map(dict(derived))
    assert (
        set(derived.differing_keys(first)) == set(forgetful.differing_keys(first)) == set(first.differing_keys(derived))
    )
    assert {key for key in {**items, **expected} if items.get(key) != expected.get(key)} == set(
        derived.differing_keys(first)
    )


def test_a_map_does_not_keep_its_origin_alive() -> None:
    import weakref

    first = Map({"a": 1})
    derived, seen = first.with_items({"b": 2}), weakref.ref(first)
    del first
    assert seen() is None
    assert derived.differing_keys(Map({"a": 1})) == ["b"]
