"""No number of an account or a card is kept, however it is written; the number of a receipt is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.domain.account_free import looks_like_account, objections

SEPARATORS = st.sampled_from(["", " ", "-", ".", "/", " - ", "\u2013"])
DIGITS = "0123456789"
ARABIC = str.maketrans(DIGITS, "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669")


def digits(least: int, most: int) -> st.SearchStrategy[str]:
    return st.text(DIGITS, min_size=least, max_size=most)


@given(digits(4, 4), SEPARATORS, digits(6, 10))
def test_a_danish_account_is_found_however_it_is_written(registration, between, account):
    assert looks_like_account(f"{registration}{between}{account}")
    assert looks_like_account(f"konto {registration}{between}{account}, tak".translate(ARABIC))


@given(digits(13, 19), SEPARATORS, st.integers(3, 5))
def test_a_card_is_found_however_it_is_grouped(number, between, size):
    assert looks_like_account(between.join(number[at : at + size] for at in range(0, len(number), size)))


@given(st.sampled_from(["DK", "SE", "NO", "DE", "dk"]), digits(2, 2), digits(11, 20), st.booleans())
def test_an_account_of_another_country_is_found(country, check, number, spaced):
    written = f"{country}{check}{number}"
    assert looks_like_account(" ".join(written[at : at + 4] for at in range(0, len(written), 4)) if spaced else written)


@pytest.mark.parametrize("unseen", ["\u200d", "\u00ad", "\u2060"])
def test_what_is_not_seen_hides_nothing(unseen):
    assert looks_like_account(f"9570{unseen}1234{unseen}567890")


@pytest.mark.parametrize(
    "receipt",
    [
        "1", "0042", "R-0042", "B2026-117", "Bilag 2026/0042", "2026-03-09-0042", "20260309-0042", "09.03.26 14:22",
        "12345678", "123456789", "1.234,50", "Kvittering 12 af 40", "Fakta 5301-17", "2026-117",
    ],
)  # fmt: skip
def test_the_number_of_a_receipt_is_fine(receipt):
    assert not looks_like_account(receipt)


@given(st.text("ABCDEFGHæøå ", max_size=8), digits(1, 5))
def test_a_few_digits_are_fine(letters, number):
    assert not looks_like_account(f"{letters}{number}")


def test_what_is_found_is_refused_at_its_field():
    assert [(no.code, no.field) for no in objections("9570 12345678", field="voucher")] == [
        ("account_number_not_kept", "voucher")
    ]
