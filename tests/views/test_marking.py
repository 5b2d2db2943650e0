from hypothesis import given
from hypothesis import strategies as st

from articles.models import Entity, Mention
from articles.views.marking import TextPiece, marked

JANE = Entity(pk=1, kind="person", name="Jane Doe", slug="jane-doe")
QATAR = Entity(pk=2, kind="country", name="Qatar", slug="QA", code="QA")
REJECTED = Entity(pk=3, kind="person", name="Middle East", slug="middle-east", level="rejected")


def mention(start, end, entity=JANE):
    return Mention(field="body", start=start, end=end, entity=entity)


def pieces(body, *mentions):
    return [
        [(p.text, p.entity and p.entity.name, p.first) for p in paragraph]
        for paragraph in marked(body, mentions)
    ]


def test_text_without_mentions():
    assert marked("One.\n\nTwo\nlines.", []) == ((TextPiece("One."),), (TextPiece("Two\nlines."),))
    assert marked("", []) == ()
    assert marked("\n \n  Late.\n\n\n", []) == ((TextPiece("Late."),),)


def test_the_first_mention_of_each_is_told():
    assert pieces("Doe and Doe.\n\nDoe in Doha.", mention(0, 3), mention(8, 11), mention(14, 17),
                  mention(21, 25, QATAR)) == [
        [("Doe", "Jane Doe", True), (" and ", None, False), ("Doe", "Jane Doe", False),
         (".", None, False)],
        [("Doe", "Jane Doe", False), (" in ", None, False), ("Doha", "Qatar", True),
         (".", None, False)],
    ]  # fmt: skip


def test_merged_people_count_as_their_root():
    merged = Entity(pk=9, kind="person", name="J. Doe", merged_into=JANE, root=JANE)

    assert pieces("Doe", mention(0, 3, merged)) == [[("Doe", "Jane Doe", True)]]


def test_rejected_and_unresolved_stay_plain():
    assert pieces("East Doe", mention(0, 4, REJECTED), mention(5, 8, None)) == [
        [("East Doe", None, False)]
    ]


def test_of_overlapping_spans_the_earlier_and_longer_wins():
    assert pieces("Jane Doe", mention(5, 8), mention(0, 4), mention(0, 8, QATAR)) == [
        [("Jane Doe", "Qatar", True)]
    ]


def test_spans_outside_or_across_paragraphs_are_left_out():
    spans = mention(0, 6), mention(3, 900), mention(900, 910)

    assert pieces("One\n\nTwo", *spans) == [[("One", None, False)], [("Two", None, False)]]


@given(
    st.text(alphabet="ab \n", max_size=40),
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=8),
)
def test_no_text_is_lost_or_made_up(body, spans):
    paragraphs = marked(body, [mention(*span) for span in spans])

    joined = ["".join(piece.text for piece in paragraph) for paragraph in paragraphs]
    assert "".join("".join(joined).split()) == "".join(body.split())
    assert all(piece.text for paragraph in paragraphs for piece in paragraph)
