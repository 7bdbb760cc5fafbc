"""Cards that are the same, though the decks that are merged know them by different ids."""

from pathlib import Path

import pytest

from deckapp.deck import AddCard, Card, ConflictsError, DeckDocument, SetField
from tests.deck.desk import TEXT, UNNAMED, Desk, card_of, ids_in, recovered


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def document(desk: Desk) -> DeckDocument:
    return desk.open()


def test_that_cards_without_ids_are_the_same_though_their_titles_change(tmp_path: Path) -> None:
    text = UNNAMED + "        follow_ups:\n          - counter: Why?\n          - counter: No.\n"
    desk = Desk(tmp_path, text)
    document = desk.open()
    document.apply(SetField("gas", "position", "OURS"))
    document.apply(SetField("minsk", "follow_ups.why.rebuttal", "OURS"))
    desk.change("title: Gas", "title: Nerve gas")
    desk.change("title: Ukraine", "title: THEIRS")
    desk.change("counter: Why?", "counter: How so?")
    document.save()
    assert ids_in(document) == ["gas", "jets", "minsk"]
    assert [issue.id for issue in document.deck.issues] == ["syria", "ukraine"]
    assert card_of(document, "gas").title == "Nerve gas"
    assert card_of(document, "gas").position == "OURS"
    followed = card_of(document, "minsk").follow_ups
    assert [(each.id, each.rebuttal) for each in followed] == [("why", "OURS"), ("no", "")]
    assert desk.deck == document.deck


def test_that_a_card_with_another_id_is_the_same_card(desk: Desk, document: DeckDocument) -> None:
    document.apply(SetField("gas", "id", "agent"))
    desk.change("No proof.", "THEIRS")
    document.save()
    assert ids_in(document) == ["agent", "jets", "minsk"]
    desk.change("Gas", "THEIRS TOO")
    document.apply(SetField("jets", "notes", "x"))
    document.save()
    assert desk.text.count("THEIRS") == 2
    assert "# slowly" in desk.text
    document.go_to(0)
    assert ids_in(document) == ["gas", "jets", "minsk"]
    assert recovered(desk.open_after_crash()) == document.deck
    document.save()
    assert desk.text == TEXT.replace("No proof.", "THEIRS").replace("Gas", "THEIRS TOO")


def test_that_a_conflict_names_a_card_as_it_is_called_now(
    desk: Desk, document: DeckDocument
) -> None:
    document.apply(SetField("gas", "rebuttal", "OURS"))
    document.apply(SetField("gas", "id", "agent"))
    desk.change("We know.", "THEIRS")
    with pytest.raises(ConflictsError) as caught:
        document.save()
    (conflict,) = caught.value.conflicts
    assert conflict.card == "agent"
    document.save([(conflict, "theirs")])
    assert desk.text == TEXT.replace("We know.", "THEIRS").replace("id: gas", "id: agent")


def test_that_an_id_that_both_gave_is_given_once(desk: Desk, document: DeckDocument) -> None:
    document.apply(SetField("gas", "id", "agent"))
    desk.change("id: minsk", "id: agent")
    document.save()
    assert sorted(ids_in(document)) == ["agent", "gas", "jets"]
    assert desk.deck == document.deck


def test_that_ids_may_go_from_card_to_card(desk: Desk, document: DeckDocument) -> None:
    document.apply(SetField("gas", "id", "agent"))
    document.apply(SetField("jets", "id", "gas"))
    desk.change("No proof.", "THEIRS")
    document.save()
    assert ids_in(document) == ["agent", "gas", "minsk"]
    assert card_of(document, "agent").counter == "THEIRS"
    assert "# slowly" in desk.text


def test_that_an_id_that_a_new_card_got_is_no_obstacle(desk: Desk, document: DeckDocument) -> None:
    document.apply(SetField("gas", "id", "agent"))
    document.apply(AddCard("ukraine", Card(id="gas", title="Gas", position="No transit.")))
    desk.change("No proof.", "THEIRS")
    with pytest.raises(ConflictsError) as caught:
        document.save()
    document.save([(conflict, "theirs") for conflict in caught.value.conflicts])
    assert set(ids_in(document)) == {"agent", "gas", "jets", "minsk"}
    assert "THEIRS" in desk.text
    assert "No transit." in desk.text
    assert desk.deck == document.deck
