"""What a number should have been that was written with more than its digits: a comma, a sign, words.

Not here: what is said of all other values (`loaders.refused_words`).
"""

import re

from loaders.salvage import Path_

NUMBER_TYPES = ("int_type", "float_type")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_COMMA = re.compile(r"(-?[0-9]+),([0-9]+)")
_OF = re.compile(r"([0-9]+)\s*(?:of|out of|/)\s*([0-9]+)")
_RANGE = re.compile(r"([0-9.]+)\s*(?:to|-|–|—)\s*([0-9.]+)")
_NOT_REACHED = {"not reached", "nr", "ne", "not yet reached", "not estimable"}
_NOTHING = {"-", "–", "—", "?", "none", "n/a", "na", "not stated", "unknown", "not known", "nil", "null.", "no", "tbd"}


def number_right(what: str, given: str, path: Path_) -> str:
    """What is right where `what`, as "a whole number", was asked and `given` was written at `path`."""
    plain = " ".join(given.split())
    if _NUMBER.fullmatch(plain):
        return f"{what}, without quotation marks"
    if plain.casefold() in _NOT_REACHED and path[-1] in ("months", "days"):
        return f"`{path[-1]}: null` and `reached: false`"
    if plain.casefold() in _NOTHING or ("ci95" in path and plain.casefold() in _NOT_REACHED):
        return f"{what}, or null where none is stated"
    if found := _COMMA.fullmatch(plain.strip(" %")):
        if len(found[2]) == 3 or what == "a whole number":
            return f"{what} without a comma: {found[1]}{found[2]}"
        return f"{what} with a point: {found[1]}.{found[2]}"
    if found := _OF.fullmatch(plain):
        return f"{what} alone: {found[1]}; out of how many stands in the key `n`"
    if found := _RANGE.fullmatch(plain):
        two = f"[{found[1]}, {found[2]}]"
        return f"two numbers with a comma between them: {two}" if "ci95" in path else f"{what}, and no range"
    numbers = re.findall(r"[0-9]+(?:\.[0-9]+)?", plain)
    if not numbers:
        return f"{what}, in digits"
    return f"{what} alone, in digits and nothing beside them{f': {numbers[0]}' if len(numbers) == 1 else ''}"
