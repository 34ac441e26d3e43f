"""What is compared in one go is what comparing character by character gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportlint.text import alignment
from reportlint.text.alignment import Alignment

# Few characters, so that the texts repeat themselves, and longer equal runs than are compared in one go.
TEXTS = st.lists(
    st.sampled_from(["加", "强", "，", "\n", "推进项目建设", "全面落实各项工作任务，持续改善民生，不断提高群众满意程度"]), max_size=14
).map(lambda parts: "".join(parts) + "\n")


@given(TEXTS, st.data())
def test_shared(text: str, data: st.DataObject) -> None:
    one = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.integers(one, len(text) - 1))
    most = data.draw(st.integers(-3, other - one))
    length = 0
    while length < most and text[one + length] == text[other + length] != "\n":
        length += 1
    assert alignment._shared(text, one, other, most) == length
    length = 0
    while length < min(most, one) and text[one - length - 1] == text[other - length - 1] != "\n":
        length += 1
    assert alignment._shared_before(text, one, other, most) == length


def resumed(flat: str, one: int, other: int, limit: int) -> tuple[int, int]:
    while one < limit:
        for skip, also in alignment._SKIPS:
            low, high = one + skip, other + also
            piece = flat[low : low + 3]
            if piece == flat[high : high + 3] and len(piece) == 3 and "\n" not in flat[one : low + 3] + flat[other:high]:
                one, other = low + 3, high + 3
                while one < limit and flat[one : one + 1] == flat[other : other + 1] != "\n":
                    one, other = one + 1, other + 1
                break
        else:
            break
    return min(one, limit), other


def retraced(flat: str, one: int, other: int, limit: int) -> tuple[int, int]:
    while other > limit:
        for skip, also in alignment._SKIPS:
            low, high = one - skip, other - also
            piece = flat[low - 3 : low] if low >= 3 else ""
            if piece and piece == flat[high - 3 : high] and "\n" not in flat[low - 3 : one] + flat[high:other]:
                one, other = low - 3, high - 3
                while one and other > limit and flat[one - 1] == flat[other - 1] != "\n":
                    one, other = one - 1, other - 1
                break
        else:
            break
    return one, max(other, limit)


@given(TEXTS, st.data())
def test_where_texts_meet_again(text: str, data: st.DataObject) -> None:
    aligned = Alignment(text)
    aligned.flat = text
    one = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.integers(one, len(text) - 1))
    assert aligned._resume(one, other, other) == resumed(text, one, other, other)
    # The later place of two keys stands eight characters behind the earlier one at least.
    limit = data.draw(st.integers(one, max(one, other)))
    if other - one >= 8:
        assert aligned._retrace(one, other, limit) == retraced(text, one, other, limit)
