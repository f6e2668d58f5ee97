"""Every English text a person reads about an ad, and the few words that fill its gaps. One such file per language.

Rules, tested: no sentence over 25 words, reading grade 8 or lower, and nothing that claims more than its tier: a model
"made likelier, as far as our model can tell"; it never knows the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from explainer.records import CauseKind, EvidenceTier

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

SENSITIVE_TOPIC: Final = "a sensitive topic"

# --- how sure we are, at the end of a sentence or inside it -------------------------------------------------------

HEDGES: Final[Mapping[EvidenceTier, str]] = {
    EvidenceTier.STATED: "and the ad itself says so",
    EvidenceTier.MEASURED: "going by what we saw",
    EvidenceTier.MODELLED: "as far as our model can tell",
    EvidenceTier.UNKNOWN: "but we are not sure",
}
PICKED: Final[Mapping[EvidenceTier, str]] = {
    EvidenceTier.STATED: "This ad says it was picked",
    EvidenceTier.MEASURED: "By what we saw, this ad was picked",
    EvidenceTier.MODELLED: "This ad seems picked",
    EvidenceTier.UNKNOWN: "This ad may be picked",
}
FOR_EVERYONE: Final[Mapping[EvidenceTier, str]] = {
    EvidenceTier.STATED: "Not about you: by its own words, this ad is shown to everyone.",
    EvidenceTier.MEASURED: "Not about you: by what we saw, this ad is shown to everyone.",
    EvidenceTier.MODELLED: "Probably not about you: this ad seems to be shown to everyone.",
    EvidenceTier.UNKNOWN: "Perhaps not about you: this ad may be shown to everyone.",
}

# --- verdicts -----------------------------------------------------------------------------------------------------

ABOUT_YOU: Final = "{subject} made this ad {likelier}, {hedge}."
ABOUT_YOU_BY_VISIT: Final = "You visited {site}; that made this ad {likelier}, {hedge}."
ABOUT_YOU_BY_LIST: Final = "You may be on a list of {site}; that made this ad {likelier}, {hedge}."
ABOUT_YOU_PERHAPS: Final = "{subject} may have made this ad likelier, {hedge}."
ABOUT_YOU_UNNAMED: Final = "{picked} for you, but we cannot say by what."
ABOUT_THE_PAGE: Final = "This page is about {topic}, and so is the ad, {hedge}."
ABOUT_THE_PAGE_UNNAMED: Final = "{picked} for this page, not for you."
ABOUT_THE_MOMENT: Final = "{picked} for {what}, not for you."
NOT_ENOUGH: Final = "We cannot tell yet why you saw this ad."
NOT_ENOUGH_BUT_STATED: Final = "We cannot tell yet why you saw this ad, but the ad itself gives a reason."

# --- causes: as a label, inside a sentence ------------------------------------------------------------------------

CAUSES: Final[Mapping[CauseKind, str]] = {
    CauseKind.INTEREST: "your interest in {label}",
    CauseKind.PURCHASE_INTENT: "your shopping around {label}",
    CauseKind.RETARGETING: "your visit to {label}",
    CauseKind.ADVERTISER_LIST: "a list of {label}",
    CauseKind.DEMOGRAPHIC: "who you are ({label})",
    CauseKind.PLACE_TIME_DEVICE: "{label}",
    CauseKind.PAGE_CONTEXT: "this page, about {label},",
}
# A place_time_device cause is `place:NAME`, `moment:NAME` and so on; any other prefix reads as the moment.
CIRCUMSTANCES: Final[Mapping[str, str]] = {
    "place": "your place ({name})",
    "moment": "the time ({name})",
    "device": "your device ({name})",
    "language": "your language ({name})",
}
ANY_CIRCUMSTANCE: Final = "your place or the time"

# --- contributions ------------------------------------------------------------------------------------------------

MOVED: Final = "{subject} made it {likelier}."
MOVED_PERHAPS: Final = "{subject} made it {likelier}, but we are not sure."
NOT_MOVED: Final = "{subject} hardly changed it."
FROM_VISITS: Final = "{subject}, from {visits},"
VISITS_TO: Final = "your {visits} to {label}"
ONE_VISIT: Final = "1 visit"
MANY_VISITS: Final = "{count} visits"
OUT_OF_REACH: Final = "We saw no way for it to reach the companies behind this ad."
STATED_TOO: Final = "The ad itself names it too."

# --- sizes --------------------------------------------------------------------------------------------------------

MORE_THAN: Final = "more than {count} times likelier"
TIMES_LIKELIER: Final = "about {count} times likelier"
TWICE: Final = "about twice as likely"
SLIGHTLY_LIKELIER: Final = "a bit likelier"
UNCHANGED: Final = "no likelier"
SLIGHTLY_LESS: Final = "a bit less likely"
HALF: Final = "about half as likely"
A_THIRD: Final = "about a third as likely"
TIMES_LESS: Final = "about {count} times less likely"
FAR_LESS: Final = "more than {count} times less likely"

# --- what would have been -----------------------------------------------------------------------------------------

WITHOUT_AS_ANYONE: Final = "Without {what} this ad would have been about as likely for you as for anyone."
WITHOUT_STILL: Final = "Without {what} it would still be {likelier} for you."
WITHOUT_LESS: Final = "Without {what} this ad would have been less likely for you than for others."
VISITS_TO_SITE: Final = "your visits to {label}"

# --- what is stated -----------------------------------------------------------------------------------------------

SOURCES: Final[Mapping[str, str]] = {"dsa": "The bid declares"}
CARD_SOURCES: Final[Mapping[str, str]] = {"google": "Google", "meta": "Meta", "x": "X"}
ON_CARD: Final = "{source} says: “{detail}”."
ANY_SOURCE: Final = "The {source} states"
STATED: Final = "{source} {what}{detail}."
STATED_KINDS: Final[Mapping[str, str]] = {
    "profiling": "profiling",
    "contextual": "contextual only",
    "precise_place": "your exact place",
}
DISAGREES: Final = "{source} {what}; our model points to {other}."
DISAGREES_WITH_NOBODY: Final = "{source} {what}; our model sees no sign of it."

# --- what to keep in mind -----------------------------------------------------------------------------------------

WATCHING_SINCE: Final = "Whyad has been watching since {date}. What came before is unknown."
SEEN_ONCE: Final = "We have seen this campaign only once, so this may change."
SEEN_RARELY: Final = "We have seen this campaign only {count} times, so this may change."
