"""Reading and dividing money, by examples and by properties."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets.money import CENT, UnclearAmount, cents, divide, largest_remainder, parse_amount

D = Decimal
AMOUNTS = st.decimals(min_value=0, max_value=D("9999999999.99"), places=2, allow_nan=False)
WEIGHTS = st.lists(
    st.decimals(min_value=0, max_value=1000, places=2, allow_nan=False), min_size=1, max_size=12
)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1234.56", "1234.56"),
        ("1234", "1234.00"),
        ("€ 1.234.567,89", "1234567.89"),
        ("EUR 12,00", "12.00"),
        (" 0,05 ", "0.05"),
        ("1.234.567", "1234567.00"),
        ("€\N{NO-BREAK SPACE}2.500,00", "2500.00"),
    ],
)
def test_read(text, amount):
    assert parse_amount(text) == D(amount)


@pytest.mark.parametrize(
    "text",
    [
        "1.234,5",
        "12,345",
        "1,000.00",
        "1.234",
        "1,5",
        "12.3",
        "1.23,45",
        "1..2",
        "1,2,3",
        "12,-",
        "-5",
        "1e3",
        "٣",
        "0x10",
        "twee",
        "NaN",
        "Infinity",
    ]
    + ["", " ", "1 000,00", "99999999999999", "1.2345,67"],
)
def test_refused_by_name(text):
    with pytest.raises(UnclearAmount) as refusal:
        parse_amount(text)
    assert not text.strip() or text.strip() in str(refusal.value)


def dutch(amount: Decimal) -> str:
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


@given(AMOUNTS)
def test_what_is_written_in_dutch_is_read_back(amount):
    assert parse_amount(dutch(amount)) == amount
    assert parse_amount(f"{amount:.2f}") == amount
    assert parse_amount(f"{amount:.2f}".replace(".", ",")) == amount


@given(st.text(max_size=12))
def test_any_text_is_read_to_the_cent_or_refused(text):
    try:
        amount = parse_amount(text)
    except UnclearAmount as refusal:
        assert str(refusal)
    else:
        assert amount >= 0 and amount == amount.quantize(CENT)


@given(st.integers(0, 10_000), WEIGHTS)
def test_parts_add_up_and_stay_fair(total, weights):
    parts = largest_remainder(total, weights)
    weight = sum(weights)
    assert sum(parts) == (total if weight else 0)
    for part, each in zip(parts, weights, strict=True):
        exact = total * each / weight if weight else 0
        assert abs(part - exact) < 1


@given(st.decimals(min_value=-100_000, max_value=100_000, places=2, allow_nan=False), WEIGHTS)
def test_a_divided_amount_keeps_every_cent(amount, weights):
    parts = divide(amount, weights)
    assert sum(parts) == (amount if sum(weights) else 0)
    assert all(part == part.quantize(CENT) for part in parts)


@given(st.permutations([D("1.00"), D("2.50"), D("3.25"), D("0.10")]))
def test_dividing_does_not_depend_on_the_order(weights):
    parts = dict(zip(weights, divide(D("100.00"), weights), strict=True))
    assert parts == dict(zip(sorted(weights), divide(D("100.00"), sorted(weights)), strict=True))


@pytest.mark.parametrize(
    ("exact", "rounded"), [("0.005", "0.01"), ("0.004", "0.00"), ("2.675", "2.68"), ("-0.005", "-0.01")]
)
def test_half_up(exact, rounded):
    assert cents(D(exact)) == D(rounded)
