"""The country codes of ISO 3166, and EU for the European Union as a whole; which one somebody means who wrote a name.

Not here: the names that people see (`therapies.places`).
"""

import re

_ISO_3166 = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
CODES = frozenset((*re.findall("[A-Z]{2}", _ISO_3166), "EU"))
# A code, and what people write for it, in capital letters.
_WRITTEN = """
    GB UK, GB EN, GB ENGLAND, GB UNITED KINGDOM, US USA, US U.S., US UNITED STATES, US AMERICA, EU EUROPE,
    EU EUROPEAN UNION, AT AUSTRIA, AU AUS, AU AUSTRALIA, BE BELGIUM, CA CAN, CA CANADA, CH SWITZERLAND, CN CHN,
    CN CHINA, DE GER, DE GERMANY, DK DENMARK, ES SP, ES SPAIN, FR FRANCE, GR EL, IL ISRAEL, IN INDIA, IT ITALY, JP JA,
    JP JPN, JP JAPAN, KR KOREA, KR SOUTH KOREA, NL NETHERLANDS, NO NORWAY, SE SWEDEN, SG SINGAPORE
"""
_MEANT = {words: code for code, words in re.findall(r"([A-Z]{2}) ([A-Z. ]+?)(?:,|\n)", _WRITTEN)}


def meant(written: str) -> str | None:
    """The code that is meant; None where it is not known."""
    capital = written.strip().upper()
    return capital if capital in CODES else _MEANT.get(capital)
