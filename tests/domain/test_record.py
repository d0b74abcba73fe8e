"""Ids of links are those of uuid5, so that any other program can make them too."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from p2i_desktop.domain.record import LINK_NAMESPACE, link_id

TEXT = st.text(st.characters(exclude_categories=("Cs",)))


@given(TEXT, TEXT, TEXT)
def test_link_ids_are_those_of_uuid5(kind: str, first: str, second: str) -> None:
    assert link_id(kind, first, second) == str(uuid.uuid5(LINK_NAMESPACE, f"{kind}\x1f{first}\x1f{second}"))
