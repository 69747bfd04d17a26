"""What a printed number may have been before it was rounded: half-open intervals, exactly."""

import dataclasses
import fractions

#: Yuan in one unit, and how many decimals make a fen of it: money is in whole fen.
UNITS = {"yuan": (1, 2), "thousand_yuan": (1_000, 5), "wan_yuan": (10_000, 6),
         "yi_yuan": (100_000_000, 10)}

#: Amounts count in millionths of a yuan, so that half of a thousandth is a whole number.
SCALE = 1_000_000


@dataclasses.dataclass(frozen=True)
class Interval:
    """All numbers from low to high; an end may be left out."""

    low: object
    high: object
    low_open: bool = False
    high_open: bool = False

    def __add__(self, other):
        return Interval(self.low + other.low, self.high + other.high,
                        self.low_open or other.low_open, self.high_open or other.high_open)

    def __neg__(self):
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __sub__(self, other):
        return self + -other

    def meets(self, other):
        """Whether some number lies in both."""
        return self.reaches(other) and other.reaches(self)

    def reaches(self, other):
        """Whether some number in it is no more than some number in the other."""
        if self.low == other.high:
            return not (self.low_open or other.high_open)
        return self.low < other.high


ZERO = Interval(0, 0)


def total(intervals):
    """What the numbers make together."""
    result = ZERO
    for interval in intervals:
        result = result + interval
    return result


def amount(text, unit):
    """A printed amount of money."""
    yuan, decimals_of_fen = UNITS[unit]
    digits, decimals = _digits(text)
    value, rest = divmod(digits * yuan * SCALE, 10 ** decimals)
    half, half_rest = divmod(yuan * SCALE, 2 * 10 ** decimals)
    if rest or (half_rest and decimals < decimals_of_fen):
        raise ValueError(f"{text} {unit} is finer than a millionth of a yuan")
    return _rounded(value, half if decimals < decimals_of_fen else 0)


def percent(text):
    """A printed percentage."""
    digits, decimals = _digits(text)
    return _rounded(fractions.Fraction(digits, 10 ** decimals),
                    fractions.Fraction(1, 2 * 10 ** decimals))


def _rounded(value, half):
    """What is rounded to a value, halves away from zero."""
    if half == 0:
        return Interval(value, value)
    return Interval(value - half, value + half, low_open=value <= 0, high_open=value >= 0)


def _digits(text):
    whole, _, behind = text.partition(".")
    return int(whole + behind), len(behind)


def quotient(part, whole):
    """100 · part ÷ whole, ends taken as closed; None where the whole may be zero."""
    if whole.low <= 0 <= whole.high:
        return None
    corners = [fractions.Fraction(100 * upper, 1) / lower
               for upper in (part.low, part.high) for lower in (whole.low, whole.high)]
    return Interval(min(corners), max(corners))
