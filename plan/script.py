"""The marks of Korean papers that look alike or cannot be seen, for every module that compares texts.

>>> visible("실\\u200b적")
'실적'
>>> [mark in TILDES for mark in "~〜-"]
[True, True, False]
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from plan.data_files import tables_of

SYMBOLS_FILE = Path(__file__).with_name("symbols.toml")  # Hancom's own

QUOTES = "'’‘`´ˊ′‵＇｀‛ʼʹ"  # before two digits of a year: ’24
DOUBLE_QUOTES = '"“”„＂〝〞'
TILDES = "~∼〜～˜⁓"
DASHES = "-‐‑‒–—―−－﹣"  # the hyphen first: they stand inside a character class
SPAN = DASHES + TILDES  # between the first and the last of a span
QUOTE = f"[{QUOTES}]"
LIST_DASHES = "-–"  # in front of an item of a list, and as well for a minus
MINUS = LIST_DASHES + "‐‑−"  # in front of a number
DASH_LETTERS = "ーㅡᅳ"  # letters that are typed for a dash

# all that follow are for the inside of a class of characters, if nothing else is said
COLONS = ":："
COMMAS = ",，、"
GROUPING = COMMAS[:2]  # what stands between the groups of a number
MIDDLE_DOT = "·"
DOTS = MIDDLE_DOT + "ㆍᆞ‧∙⋅・․"  # between words of one rank; NFKC makes ᆞ of ㆍ
ELLIPSES = "…⋯‥"
MORE = "…"  # where we ourselves leave something out
ARROWS = "→⇒➔➡➜▶"  # from a value to the next
PERCENTS = "%％"
PLUS_SIGNS = "+＋"
DITTOS = "〃″" + '"'  # the same as above
DITTO_TEXTS = frozenset(DITTOS) | {"''", "상동"}  # as the whole text of a cell
TIMES_SIGNS = "×✕"
WON_SIGNS = "₩"
FOOTNOTE_MARKS = "*†‡"
PHONE = "☎"
PHONES = PHONE + "☏"
UNIT_SIGNS = "㎀-㏟"  # a unit in one character: ㎡, ㎞, ㏊
# the ends of a verb that is used as a noun, its syllable taken apart: 고침, 만듦
NOMINAL = "\N{HANGUL JONGSEONG MIEUM}\N{HANGUL JONGSEONG RIEUL-MIEUM}"
ENDING_IN_VOWEL = "㎜㎝㎞㎟㎠㎡㎢㎣㎤㎥㎦㏊㎖㎗㎘ℓ％"  # signs, as they are read: 미터, 리터, 헥타르, 퍼센트

# signs of change in front of a number; all but the first are as well a rise, or typed for another sign
DECREASE = "△"
AMBIGUOUS_SIGNS = "▲▽▼∆Δ"
TRIANGLES = DECREASE + AMBIGUOUS_SIGNS

OPENING = r"(\[<（［＜〈《【〔「『"
CLOSERS = ")]>）］＞〉》】〕」』"  # not for a class
CLOSING = CLOSERS.replace("]", r"\]")
PARENTHESIS_OPEN, PARENTHESIS_CLOSE = "(（", ")）"
FRAME_OPEN, FRAME_CLOSE = "<【〔「", ">】〕」"  # round a heading or its number; round and square ones may be part of it
NAME_OPEN, NAME_CLOSE = r"\[【〔「『", r"\]】〕」』"  # round the whole name of a heading; <name> is a caption
HEADING_OPEN = r"<\[【《「"  # a line that begins with one is a heading; the round one may as well be an aside
SAID_OPEN = "‘“「"  # before a name that a heading quotes
LENTICULAR = "【】"  # round a whole heading
CLOSED_NOTES = {")": "⁾", "」": "」"}  # what closes a number, and a raised one
NOTE_OPEN, NOTE_CLOSE = "⁽", "⁾」｣"  # round the number of a note, beside the round one
TO_PLAIN_BRACKETS = str.maketrans("（）［］：；，〔〕【】〈〉《》＜＞｛｝", "()[]:;,[][]<><><>{}")
TO_ROUND_BRACKETS = str.maketrans("[]<>{}", "()()()")  # of what TO_PLAIN_BRACKETS has made plain

# bullets: large ones stand over rings, and those over points, in most papers
SMALL_SQUARE = "▪"  # what a letter of a font of signs is printed as, more or less
BOXES = "□■▢▣◇◆◈❖❒❏▶"
RINGS = "○ㅇ●◦❍◎◉"
POINTS = "▸‣·•*"
LOST_MARK = r"\?"  # what a viewer shows for a bullet that it has no sign for
REMARKS = "※☞"
STARS = "★☆"  # behind a name: one of the pledges, a new one
TICKS = "✓✔√♥♡#"  # in front of a name, as stars are
POINTERS = "▸▹►➤"
BULLETS = BOXES + RINGS + POINTS + REMARKS + POINTERS + SMALL_SQUARE + "∙"
# in front of an item, and never a part of a number, an arrow, or a box to be ticked; NFKC makes ᄋ of ㅇ
ITEM_MARKS = f"■▣◆◈❖●○◦❍ㅇᄋ{POINTERS}{SMALL_SQUARE}"
SUMMARY_MARKS = ("◈", "◆", "▣", "❖")  # in front of a programme's values in one line

# numbers that are one character
ROMANS = "Ⅰ-Ⅻ"
SMALL_ROMANS = "ⅰ-ⅻ"
ROMAN = f"[{ROMANS}]{{1,4}}"  # the numeral of a chapter: Ⅹ, and beyond it Ⅺ or ⅩⅠ
CIRCLED = "①-⑳㉑-㉟㊱-㊿"
IN_DARK_CIRCLES = "❶-❿➊-➓"
IN_CIRCLES = CIRCLED + IN_DARK_CIRCLES + "➀-➉⓵-⓾"
IN_PARENTHESES = "⑴-⒇"
BARS = "|｜│ǀ"  # between a number and what it is of
BOXED = "\U000f02b0-\U000f02c4\U000f02ce-\U000f02e1"  # Hancom's 0 to 20 in a box, and 1 to 20 in a filled one
ENCLOSED = "①-⓿❶-➓㉑-㉟㊱-㊿㋀-㋋㍘-㍰㏠-㏾⒈-⒛⑴-⒇"  # NFKC would make a number of these marks
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
LOWERED = "₀₁₂₃₄₅₆₇₈₉"
FRACTION_SLASHES = "/⁄"
WIDE_DIGITS = "０-９"
WIDE_NUMBER = WIDE_DIGITS + "，．－"  # full-width, as what stands in a number


def run(first: str, count: int) -> str:
    """So many characters one behind the other."""
    return "".join(chr(ord(first) + step) for step in range(count))


ROMAN_NUMERALS, CIRCLED_DIGITS = run("Ⅰ", 12), run("①", 20)
CIRCLED_CAPITALS, CIRCLED_LETTERS = run("Ⓐ", 26), run("ⓐ", 26)
DARK_CIRCLES = run("❶", 10)
CIRCLED_SYLLABLES = run("㉮", 14)
JAMO, CIRCLED_JAMO = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", run("㉠", 14)
IDEOGRAPHS, CIRCLED_IDEOGRAPHS = "一二三四五六七八九十", run("㊀", 10)
_RUNS = (
    CIRCLED_DIGITS,
    ROMAN_NUMERALS,
    DARK_CIRCLES,
    run("➀", 10),
    run("➊", 10),
    run("⓵", 10),
    run("ⅰ", 12),
    CIRCLED_CAPITALS,
    CIRCLED_LETTERS,
    run("\U000f02b1", 20),
    run("\U000f02ce", 20),
    run("⑴", 20),
    CIRCLED_SYLLABLES,
)
_COUNTED = {
    **{mark: number for marks in _RUNS for number, mark in enumerate(marks, 1)},
    **{mark: number for number, mark in enumerate(run("㉑", 15) + run("㊱", 15), 21)},
}

# Chinese characters of older papers, and what is said for them in Hangul
UNIT_FIRSTS = frozenset("단單")  # what 단위 begins with
TO_HANGUL_SCALES = str.maketrans("十百千萬億兆", "십백천만억조")
TO_HANGUL_PLACES = str.maketrans("市道郡區", "시도군구")
LOOKALIKES = {ord("´"): "'", ord("˜"): "~"}  # NFKC would part them from their accents

# marks of files, not of print
NO_BREAK_SPACE, WIDE_SPACE = "\u00a0", "\u3000"
THIN_BLANKS = "\u2007\u2009\u202f"  # which print sets between the groups of a number
UNKNOWN = "\ufffd"  # a character without a meaning
COVERED = "█"  # in the place of characters that a page has and nobody can see; no document is known to print it
NO_CHARACTER = "\ufffe"  # no character at all; pdfium's for a hyphen at a line's end
PRIVATE_USE = "\ue000-\uf8ff\U000f0000-\U000ffffd"  # what it looks like, only a font knows; see symbols.toml
NO_DIGITS = "OoОоIl|SsBБбZzQ?○◯□" + UNKNOWN  # what is typed, scanned or shown where a digit should be
RARE = "㐀-䶿" + PRIVATE_USE  # few fonts know them

# 단위: 백만원, with or without brackets; without its colon in brackets or alone on its line, where one word follows it
# that is no level of the outline (단위 사업)
MONEY_UNIT_WORD = r"(?:금\s*액|예\s*산|사\s*업\s*비|화\s*폐)의?\s*단\s*위"
UNIT_WORD = rf"(?:{MONEY_UNIT_WORD}|단\s*위|單\s*位)"
_UNIT = rf"\s+(?!사업|과제|단가|면적)[^\s{OPENING}{CLOSING}{COLONS}]{{1,16}}"
UNIT_LINE = (
    rf"[{OPENING}]?\s*{UNIT_WORD}\s*[{COLONS}](?:[{OPENING}]\s*[{CLOSING}]|[^{CLOSING}])*[{CLOSING}]?"
    rf"|[{OPENING}]\s*{UNIT_WORD}{_UNIT}\s*[{CLOSING}]|^\s*{UNIT_WORD}{_UNIT}\s*$"
    # a sentence of its own: ※ 사업비 단위는 백만원(임); 조사 단위는 가구 says none of the values
    rf"|(?:{MONEY_UNIT_WORD}|(?<=^[\s{REMARKS}*]*)단\s*위)[는은]{_UNIT}?(?=(?:임|이다|입니다)?\s*[.{CLOSING}]?\s*$)"
)

LINE_ENDS = "\u2028\u2029"  # of Unicode; to a script they end a line
SOFT_HYPHEN = "\u00ad"
REVERSAL = "\u202e"  # what follows is seen from right to left: 12 as 21

_INVISIBLE = (  # what Unicode calls default ignorable, but for the fillers
    SOFT_HYPHEN,
    "\u034f\u061c",  # joins letters; Arabic letter mark
    "\u180b-\u180f",  # Mongolian variants and vowel separator
    "\u200b-\u200f",  # zero-width space, non-joiner, joiner; left-to-right and right-to-left marks
    "\u202a-\u202e",  # embeddings and overrides
    "\u2060-\u206f",  # word joiner, invisible operators, isolates
    "\ufe00-\ufe0f",  # variants of a character
    "\ufeff",  # byte order mark: a space of no width
    "\ufff0-\ufffb",  # of ruby, and what is reserved
    "\U000e0000-\U000e01ef",  # tags and variants of Chinese characters
)
_FILLERS = "\u115f\u1160\u3164\uffa0"  # a Hangul syllable without letters: as wide as one, and blank
_UNPLAIN = re.compile(f"[{''.join(_INVISIBLE)}{_FILLERS}]")
_LETTERS = "\u1100-\u11ff"  # of a decomposed syllable, as file names of macOS and pasted text have it
_is_unplain = re.compile(f"[{''.join(_INVISIBLE)}{_FILLERS}{_LETTERS}{PRIVATE_USE}]").search


@cache
def _as_seen() -> dict[int, str]:
    """Fillers as blanks, and what Hancom's own symbols look like."""
    symbols = {int(row["code"], 16): row["like"] for row in tables_of(SYMBOLS_FILE)["symbol"]}
    return symbols | dict.fromkeys(map(ord, _FILLERS), " ")


def visible(text: str) -> str:
    """The text as it is seen, mostly the very same text.

    Marks without room are gone, fillers are blanks, symbols are what they look like, and syllables are whole.
    """
    if text.isascii() or not _is_unplain(text):
        return text
    return unicodedata.normalize("NFC", _UNPLAIN.sub("", text.translate(_as_seen())))


def counted(mark: str) -> int:
    """The number that one character stands for as a mark of a list: 3 for ``③``, 12 for ``Ⅻ``; 0 for any other."""
    return _COUNTED.get(mark, 0)


def full_width(mark: str) -> str:
    """The full-width form of an ASCII character."""
    return chr(ord(mark) + 0xFEE0)
