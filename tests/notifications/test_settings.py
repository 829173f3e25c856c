"""What notifications can be told."""

import pytest
from marshmallow import ValidationError

from notifications.schemas import Settings


@pytest.mark.parametrize("mail", ["print://", "smtp://127.0.0.1:2525"])
def test_mail_goes_to_a_place_that_exists(mail: str) -> None:
    assert Settings().load({"mail": mail})["mail"] == mail


@pytest.mark.parametrize("wrong", [{"mail": "pigeon://roof"}, {"sender": "nobody"}, {"colour": "red"}])
def test_a_setting_that_makes_no_sense_stops_the_start(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Settings().load(wrong)
