"""Cards as hostile as anybody could write them, for hypothesis."""

from hypothesis import strategies as st

from deckapp.deck import Card, FollowUp

_WORDS = st.sampled_from(
    ("we", "sanctions", "проверяемый", "договорённость", "“quoted”", "1,234.5", "x<y>&amp;", "—")
)
_ENDLESS = st.sampled_from(("W" * 400, "непроверяемость" * 27, "i" * 400))
_UNBROKEN = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")),
    max_size=20,
)


def texts(most_words: int = 250) -> st.SearchStrategy[str]:
    """Empty, short, very long, of one endless word, of several lines."""
    sentence = st.lists(st.one_of(_WORDS, _UNBROKEN), max_size=12).map(" ".join)
    long = st.integers(1, most_words).flatmap(
        lambda count: _WORDS.map(lambda word: " ".join([word] * count))
    )
    lines = st.lists(sentence, max_size=6).map("\n".join)
    return st.one_of(st.just(""), st.just("   "), sentence, lines, long, _ENDLESS)


def cards() -> st.SearchStrategy[Card]:
    """Cards of all shapes."""
    several = st.lists(texts(40), max_size=4).map(tuple)
    follow_up = st.builds(
        FollowUp, id=st.just("more"), counter=texts(80), counter_in=st.just({}), rebuttal=texts(80)
    )
    return st.builds(
        Card,
        id=st.just("card"),
        title=texts(30),
        when=texts(30),
        precondition=texts(10),
        addressee=texts(5),
        position=texts(),
        short=texts(20),
        asks=several,
        red_lines=several,
        withhold=several,
        counter=texts(),
        counter_in=st.just({}),
        likelihood=st.sampled_from(("", "certain")),
        rebuttal=texts(),
        follow_ups=st.lists(follow_up, max_size=3).map(tuple),
        delivery=texts(10),
        notes=st.just("Staff only, never shown."),
    )
