"""The names of news agencies, as datelines and footers write them."""

import re

AGENCIES = {
    "aap": "Australian Associated Press",
    "adn": "ADN",
    "adnkronos": "Adnkronos",
    "afp": "Agence France-Presse",
    "afx": "AFX",
    "agence france-presse": "Agence France-Presse",
    "agi": "AGI",
    "ana": "Athens News Agency",
    "anadolu": "Anadolu Agency",
    "ani": "ANI",
    "anp": "ANP",
    "ansa": "ANSA",
    "antara": "Antara",
    "ap": "Associated Press",
    "apa": "Austria Press Agency",
    "associated press": "Associated Press",
    "belga": "Belga",
    "bernama": "Bernama",
    "bloomberg": "Bloomberg",
    "bta": "BTA",
    "business wire": "Business Wire",
    "canadian press": "Canadian Press",
    "cns": "China News Service",
    "cp": "Canadian Press",
    "ctk": "CTK",
    "dow jones": "Dow Jones",
    "dpa": "dpa",
    "dpa-afx": "dpa-AFX",
    "efe": "EFE",
    "europa press": "Europa Press",
    "fars": "Fars",
    "globe newswire": "GlobeNewswire",
    "ians": "IANS",
    "ina": "INA",
    "inter press service": "Inter Press Service",
    "interfax": "Interfax",
    "ips": "Inter Press Service",
    "irna": "IRNA",
    "itar-tass": "TASS",
    "jiji": "Jiji Press",
    "jiji press": "Jiji Press",
    "kcna": "KCNA",
    "keystone-sda": "Keystone-SDA",
    "kyodo": "Kyodo News",
    "kyodo news": "Kyodo News",
    "lusa": "Lusa",
    "mena": "MENA",
    "mti": "MTI",
    "ntb": "NTB",
    "pa": "PA Media",
    "pa media": "PA Media",
    "pap": "PAP",
    "petra": "Petra",
    "press association": "PA Media",
    "press trust of india": "Press Trust of India",
    "prnewswire": "PR Newswire",
    "pti": "Press Trust of India",
    "reuter": "Reuters",
    "reuters": "Reuters",
    "ria": "RIA Novosti",
    "ria novosti": "RIA Novosti",
    "ritzau": "Ritzau",
    "sana": "SANA",
    "sda": "Keystone-SDA",
    "spa": "Saudi Press Agency",
    "stt": "STT",
    "tanjug": "Tanjug",
    "tass": "TASS",
    "the associated press": "Associated Press",
    "thomson reuters foundation": "Thomson Reuters Foundation",
    "tt": "TT",
    "télam": "Télam",
    "ukrinform": "Ukrinform",
    "uni": "United News of India",
    "unian": "UNIAN",
    "united press international": "UPI",
    "upi": "UPI",
    "wafa": "WAFA",
    "xinhua": "Xinhua",
    "yonhap": "Yonhap",
}
# Names that stand in running text for nothing else, so that a footer may give the agency away.
_IN_FOOTERS = re.compile(
    r"\b(?:Agence France-Presse|Associated Press|Bloomberg|Canadian Press|Dow Jones|Interfax|Kyodo"
    r"|Press Trust of India|Reuters?|United Press International|Xinhua|Yonhap|AFP|UPI)\b",
    re.IGNORECASE,
)
_SHORT_IN_FOOTERS = re.compile(r"\b(?:AAP|ANSA|AP|EFE|IANS|KCNA|PTI|TASS|dpa)\b")
_SUFFIX = re.compile(r"\s+(?:news agency|newswires?|news|life!?|l\.p\.)$")


def known_agency(written: str) -> str:
    """Return the usual name of an agency of the table (of two, the first), or an empty string."""
    key = written.strip().casefold().partition("/")[0]
    return AGENCIES.get(key) or AGENCIES.get(_SUFFIX.sub("", key), "")


def agency_name(written: str) -> str:
    """Return the usual name of an agency; one that is not in the table keeps its own."""
    return known_agency(written) or " ".join(written.split())


def agency_in_footer(line: str) -> str:
    """Return the agency that a copyright or sign-off line names, or an empty string."""
    match = _IN_FOOTERS.search(line) or _SHORT_IN_FOOTERS.search(line)
    return known_agency(match.group()) if match else ""
