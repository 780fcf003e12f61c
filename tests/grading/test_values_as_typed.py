"""Quantities, currencies and moments as people type them, for an answer that is such a value.

A line has the key, what is typed, and what it is worth; what is said of it beside that.
"""

from __future__ import annotations

import pytest

from quizgen.grading import Lexicon
from quizgen.grading.numbers import judge_number
from quizgen.grading.typed_answers import Judgement, expect, judge
from quizgen.knowledge import Vocabulary

NUMBERS = """
0.5 mm                | .5 mm                     | right
−0.5 °C               | -.5 °C                    | right
± 0.5 mm              | ±.5 mm                    | right
± 5 mm                | +/-5 mm                   | right
± 5 mm                | +- 5 mm                   | right
± 5 mm                | plus or minus five mm     | right
± 5 mm                | ±.5 mm                    | wrong
± 5 mm                | 4 mm                      | wrong
± 5 mm                | 5 mm                      | close | so much either way is asked
5 mm                  | ±5 mm                     | close | a number without ± is asked
12 pt                 | 12 points                 | right
12 pt                 | 12 pints                  | right
12 pt                 | 12 pts                    | right
12 points             | 12 pt                     | right
12 points             | 12 pints                  | wrong
12 pints              | 12 points                 | wrong
12 pt                 | 11 points                 | wrong
53 nautical miles     | 53 nm                     | right
53 nautical miles     | 53 NM                     | right
53 nm                 | 53 nautical miles         | wrong
3 knots               | 3 kts                     | right
3 knots               | 3 kt                      | right
3 kt                  | 3 kilotonnes              | right
573 °C                | 573 ° C                   | right
573 °C                | 573 º C                   | right
573 °C                | 573 ° F                   | wrong
573 °C                | 573°                      | close | the unit is °C
60 bpm                | 60 BPM                    | right
60 bpm                | 60 bps                    | wrong | bps does not measure what bpm does
440 Hz                | 440 HZ                    | right
440 Hz                | 440 MHZ                   | wrong
440 MHz               | 440 MHZ                   | right
5 mg                  | 5 MG                      | close | the unit is mg
120 km/h              | 120 KM/H                  | right
120 km/h              | 120 km h-1                | right
120 km/h              | 120 km·h⁻¹                | right
9.81 m/s²             | 9.81 m s-2                | right
1000 CHF              | 1000 EUR                  | wrong | EUR does not measure what CHF does
1000 CHF              | 1000 $                    | wrong
1000 CHF              | CHF 1000                  | right
1000 CHF              | chf 1'000                 | right
1000 CHF              | 1000 Swiss francs         | right
1000 CHF              | 1000 francs               | right
$5                    | 5 US$                     | right
$5                    | 5 dollars                 | right
$5                    | $5 per hour               | wrong
5 AUD                 | 5 dollars                 | right
5 AUD                 | 5 USD                     | wrong
£5                    | 5 pounds                  | right
£5                    | 5 kg                      | wrong
364 smoots            | 364 smoot                 | right
364 smoots            | 364 foos                  | wrong | the unit is smoots
364 smoots            | 364 m                     | wrong | the unit is smoots
12 nerves             | 12 nerve fibres           | close | the unit is nerves
100,000 signatures    | 100'000 signatures        | right
100,000 signatures    | 100’000 people            | wrong | the unit is signatures
11.8 %                | 11.8                      | close | the unit is missing
11.8 %                | 0.118                     | right
11.8 %                | 12.8                      | wrong
2.65 g/cm³            | 2,65 g/cm³                | close | a comma can be read in two ways; write a point for decimals
3:2                   | 3/2                       | right
3:2                   | 6/4                       | wrong
3:2                   | 3:02                      | wrong
1/1.414               | 1/1.414                   | right
1/1.414               | 1/1.415                   | wrong
18 months             | 1 year and 6 months       | right
18 months             | 1 yr 6 mo                 | right
18 months             | 1 year and 5 months       | wrong
18 months             | a year and a half         | right
2.5 h                 | two hours and a half      | right
90 min                | an hour and a half        | right
25 kg                 | 25 kilos                  | right
5 °C                  | 5 degrees                 | close | the unit is °C
440 Hz                | 440 herz                  | right
440 Hz                | 440 cycles per second     | right
440 Hz                | 440 hours                 | wrong
50 cents              | 50 ct                     | right
50 cents              | $0.50                     | right
50 cents              | 50 dollars                | wrong
50 cents              | 50 percent                | wrong
0–550 nm              | 0—550 nm                  | right
7,105 km²             | 7105 sqkm                 | right
12 AU                 | 12 astronomical units     | right
5.03 m                | 5 m 3 cm                  | right
5 m 3 cm              | 503 cm                    | right
5 m 3 cm              | 5.3 m                     | wrong
2 h 30 min            | 2.5 h                     | right
5 ft 10 in            | 5′10″                     | right
5 ft 10 in            | 70 inches                 | right
47°23′                | 47° 23'                   | right
47°23′                | 47 degrees 23 minutes     | right
47°23′                | 47°24′                    | wrong
−47° 30′              | −47.5°                    | right
440 Hz                | 440 Hz ± 1                | close | one number is asked
1450–1468             | 1450-68                   | right
1450–1468             | 1450-1486                 | wrong
"""
WORDS = """
about 5 km/s          | 5.2 km/s                  | right
about 5 km/s          | 5200 m/s                  | right
about 5 km/s          | 4.75 km/s                 | right
about 5 km/s          | 5.3 km/s                  | wrong
about 72 %            | about 70 %                | right
about 72 %            | more than 72 %            | wrong
5 km/s                | 5.2 km/s                  | wrong
± 5 mm                | ±.5 mm                    | wrong
± 5 mm                | plus/minus 5 mm           | right
± 5 mm                | +5 mm                     | wrong
≤ 5 mm                | ≤.5 mm                    | wrong
≤ 5 mm                | ≤ 5.0 mm                  | right
5–7 mm                | .5–7 mm                   | wrong
$5                    | $.5                       | wrong
5 mm                  | 5                         | close | the unit is missing
5 mm                  | 5 cm                      | wrong
1000 CHF              | 1000 EUR                  | wrong
about 5 mm            | 5 mm                      | right
5 mm                  | about 5 mm                | right
12 pt                 | 12 points                 | right
12 pt                 | 12 point                  | right
12 points             | 12 pints                  | wrong
3:2                   | 3/2                       | right
3:2                   | 3:02                      | wrong
3:02                  | 3:2                       | wrong
1 January 1979        | 1 January 1979 BC         | wrong
18th century          | 18th century BC           | wrong
1979                  | 1979 BC                   | wrong
1798–1803             | 1798–1803 BC              | wrong
1798–1803             | 1798–1813                 | wrong
1798–1803             | 1798/1803                 | right
1798–1803             | 1798                      | wrong
1 January 1979        | January 1979              | close
1 January 1979        | 01-01-1979                | right
1 January 1979        | 1.1.79                    | right
1 January 1979        | 1/1/79                    | right
1 January 1979        | 1 Jan '79                 | right
1 January 1979        | 1979 January 1            | right
1 January 1979        | 1.1.78                    | wrong
1 January 1979        | 2.1.79                    | wrong
29 February 1996      | 29.2.96                   | right
27 January 1756       | 27-Jan-1756               | right
27 January 1756       | 27/1/56                   | right
1 January 79          | 1 January 1979            | wrong
14:05                 | 14h05                     | right
14:05                 | 14 h 05                   | right
14:05                 | 14.05                     | right
14:05                 | 2:05 p.m.                 | right
14:05                 | 14h06                     | wrong
14:05                 | 2:05                      | wrong
ca. 2600 BC           | 2600 BC                   | right | written ca. 2600 BC
ca. 2600 BC           | 2610 BCE                  | right
ca. 2600 BC           | 2611 BC                   | wrong
about 1750            | 1750                      | right
about 1750            | 3 May 1750                | wrong
27 BC – AD 14         | 27 BC to 14               | right
27 BC – AD 14         | 27 BC to 15               | wrong
4 September 476       | 476                       | close | only a part of the answer
4 September 476       | September 476             | close | only a part of the answer
4 September 476       | October 476               | wrong
4 September 476       | 5th century               | wrong
12 September 490 BC   | 490 BCE                   | close
12 September 490 BC   | 490                       | wrong
28 July 1914 – 11 November 1918 | 1914–1918       | close
28 July 1914 – 11 November 1918 | 1914–1919       | wrong
1066                  | 14 October 1066           | close | more than the answer
1066                  | 14 October 1067           | wrong
"""


def rows(table: str) -> list[list[str]]:
    lines = ([each.strip() for each in line.split(" | ")] for line in table.strip().splitlines())
    return [[*line, ""][:4] for line in lines]


def matches(judgement: Judgement, verdict: str, note: str) -> bool:
    return judgement.verdict.value == verdict and (not note or judgement.note == note)


@pytest.mark.parametrize(("answer", "typed", "verdict", "note"), rows(NUMBERS))
def test_a_number_that_is_asked(answer: str, typed: str, verdict: str, note: str) -> None:
    judgement = judge_number(typed, answer)
    assert matches(judgement, verdict, note), judgement


@pytest.mark.parametrize(("answer", "typed", "verdict", "note"), rows(WORDS))
def test_a_value_that_is_asked_in_words(answer: str, typed: str, verdict: str, note: str) -> None:
    lexicon = Lexicon.of({}, Vocabulary(), [answer])
    judgement = judge(typed, expect(answer, [], lexicon), lexicon)
    assert matches(judgement, verdict, note), judgement


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [("12.5 points", "right"), ("12.51 points", "wrong"), ("12.5 pints", "right")],
)
def test_a_tolerance_has_the_meaning_of_what_is_typed(typed: str, verdict: str) -> None:
    assert judge_number(typed, "12 pt", "0.5 pt").verdict.value == verdict


@pytest.mark.parametrize(
    ("key", "typed", "counts"),
    [
        ("370 MBq", "370 megabecquerels", True),
        ("370 MBq", "370 mBq", False),
        ("1013 mbar", "1013 Mbar", False),
        ("3 mC", "3 MC", False),
        ("3 mC", "0.003 A s", True),
        ("10 kn", "10 kN", False),
        ("12 Nm", "12 N·m", True),
        ("12 Nm", "12 nm", False),
        ("4.7 µF", "4700 nF", True),
        ("1/6", "one sixth", True),
        ("≥ 5 mg", "5 mg or more", True),
        ("≥ 5 mg", "5 mg or less", False),
        ("≤ 30 mA", "30 mA at most", True),
        ("≤ 30 mA", "30 mA and above", False),
    ],
)
def test_a_prefix_by_its_case_and_a_limit_by_its_words(key: str, typed: str, counts: bool) -> None:
    lexicon = Lexicon.of({}, Vocabulary(), [key])
    assert judge(typed, expect(key, (), lexicon), lexicon).verdict.counts is counts
    assert judge_number(typed, key).verdict.counts is counts


@pytest.mark.parametrize(
    ("stem", "key", "typed", "counts"),
    [
        ("Which kind of rock is born of magma?", "igneous rock", "igneous", True),
        ("Which kind of rock is born of magma?", "igneous", "igneous rock", True),
        ("Which ocean lies west of Europe?", "the Atlantic Ocean", "Atlantic", True),
        ("Which frequency is half the sampling rate?", "Nyquist frequency", "Nyquist", True),
        # A word of the stem in the place of another one of it names another thing.
        ("Which frequency is half the sampling rate?", "Nyquist frequency", "Nyquist rate", False),
        ("Which voltage drops where current flows?", "forward voltage", "forward current", False),
        ("Which tide has the greatest range?", "spring tide", "spring range", False),
    ],
)
def test_words_of_the_stem_are_left_out_or_repeated(
    stem: str, key: str, typed: str, counts: bool
) -> None:
    lexicon = Lexicon.of({}, Vocabulary(), [key])
    assert judge(typed, expect(key, (), lexicon, stem), lexicon).verdict.counts is counts
