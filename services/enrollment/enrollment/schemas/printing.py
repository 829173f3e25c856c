"""What is to be printed, and what can be."""

from contracts.fields import Strict, list_of, nested, slug, text, word
from enrollment.domain.sheets import LANGUAGES, SHEETS


class NewPrint(Strict):
    """A sheet with the code that was handed out. It has no place for whom it is for. # S0-17"""

    code = text(40, means="As it was answered when the information was noted.")
    sheet = word(SHEETS)
    language = word(tuple(LANGUAGES), means="Of who is to read it.")


class SheetLanguage(Strict):
    """A language of the sheets."""

    code = slug()
    name = text(40, means="In the language itself.")


class Sheets(Strict):
    """What can be printed."""

    sheets = list_of(word(SHEETS))
    languages = nested(SheetLanguage, many=True)
