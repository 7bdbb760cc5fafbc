"""What a bundle does before it is deckapp."""

import pytest

from .running import load

BUNDLE = {"LD_LIBRARY_PATH": "/opt/deckapp/_internal", "HOME": "/"}


@pytest.mark.parametrize(
    ("environment", "left"),
    [
        (BUNDLE, {"HOME": "/"}),
        (
            BUNDLE | {"LD_LIBRARY_PATH_ORIG": "/opt/lib"},
            {"HOME": "/", "LD_LIBRARY_PATH": "/opt/lib"},
        ),
        ({"HOME": "/"}, {"HOME": "/"}),
    ],
)
def test_that_other_programs_do_not_get_the_libraries_of_the_bundle(
    environment: dict[str, str], left: dict[str, str]
) -> None:
    environment = dict(environment)
    load("entry.py").give_back_libraries(environment)
    assert environment == left
