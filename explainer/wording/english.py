"""Every English text a person reads about an ad, and the few words that fill its gaps. One such file per language.

Rules, tested: no sentence over 25 words, reading grade 8 or lower, and nothing that claims more than its tier: a model
"made likelier, as far as our model can tell"; it never knows the reason.
"""

from __future__ import annotations

from typing import Final

from explainer.records import CauseKind, EvidenceTier, Verdict
from explainer.wording.texts import Texts

ENGLISH: Final = Texts(
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    dates="{day} {month} {year}",
    topic_names={},
    instants={},
    capitals=frozenset(
        {"Africa", "America", "American", "Asia", "Australia", "Australian", "Buddhism", "Christianity", "Europe",
         "Hinduism", "Islam", "Judaism", "North", "Oceania", "Olympic", "Sikhism", "South"}
    ),
    joiner="and",
    sensitive_label="A sensitive topic",
    sensitive_page="A page on a sensitive topic",
    sensitive_topic="a sensitive topic",
    # --- how sure we are, at the end of a sentence or inside it -----------------------------------------------------
    hedges={
        EvidenceTier.STATED: "and the ad itself says so",
        EvidenceTier.MEASURED: "going by what we saw",
        EvidenceTier.MODELLED: "as far as our model can tell",
        EvidenceTier.UNKNOWN: "but we are not sure",
    },
    picked={
        EvidenceTier.STATED: "This ad says it was picked",
        EvidenceTier.MEASURED: "By what we saw, this ad was picked",
        EvidenceTier.MODELLED: "This ad seems picked",
        EvidenceTier.UNKNOWN: "This ad may be picked",
    },
    for_everyone={
        EvidenceTier.STATED: "Not about you: by its own words, this ad is shown to everyone.",
        EvidenceTier.MEASURED: "Not about you: by what we saw, this ad is shown to everyone.",
        EvidenceTier.MODELLED: "Probably not about you: this ad seems to be shown to everyone.",
        EvidenceTier.UNKNOWN: "Perhaps not about you: this ad may be shown to everyone.",
    },
    # --- verdicts ---------------------------------------------------------------------------------------------------
    about_you="{subject} made this ad {likelier}, {hedge}.",
    about_you_by_visit="You visited {site}; that made this ad {likelier}, {hedge}.",
    about_you_by_list="You may be on a list of {site}; that made this ad {likelier}, {hedge}.",
    about_you_perhaps="{subject} may have made this ad likelier, {hedge}.",
    about_you_unnamed="{picked} for you, but we cannot say by what.",
    about_the_page="This page is about {topic}, and so is the ad, {hedge}.",
    about_the_page_unnamed="{picked} for this page, not for you.",
    about_the_moment="{picked} for {what}, not for you.",
    not_enough="We cannot tell yet why you saw this ad.",
    not_enough_but_stated="We cannot tell yet why you saw this ad, but the ad itself gives a reason.",
    # --- causes: inside a sentence ----------------------------------------------------------------------------------
    causes={
        CauseKind.INTEREST: "your interest in {label}",
        CauseKind.PURCHASE_INTENT: "your shopping around {label}",
        CauseKind.RETARGETING: "your visit to {label}",
        CauseKind.ADVERTISER_LIST: "a list of {label}",
        CauseKind.DEMOGRAPHIC: "who you are ({label})",
        CauseKind.PLACE_TIME_DEVICE: "{label}",
        CauseKind.PAGE_CONTEXT: "this page, about {label},",
    },
    circumstances={
        "place": "your place ({name})",
        "moment": "the time ({name})",
        "device": "your device ({name})",
        "language": "your language ({name})",
    },
    any_circumstance="your place or the time",
    # --- contributions ----------------------------------------------------------------------------------------------
    moved="{subject} made it {likelier}.",
    moved_perhaps="{subject} made it {likelier}, but we are not sure.",
    not_moved="{subject} hardly changed it.",
    from_visits="{subject}, from {visits},",
    one_visit="1 visit",
    many_visits="{count} visits",
    visits_to="your {count} visits to {label}",
    out_of_reach="We saw no way for it to reach the companies behind this ad.",
    stated_too="The ad itself names it too.",
    twins="Nearly the same visits speak for {others}, so we cannot tell which it was.",
    stands_in="This could stand in for {topic}: {visits} of the {of} visits behind it speak for both.",
    # --- sizes ------------------------------------------------------------------------------------------------------
    more_than="more than {count} times likelier",
    times_likelier="about {count} times likelier",
    twice="about twice as likely",
    slightly_likelier="a bit likelier",
    unchanged="no likelier",
    slightly_less="a bit less likely",
    half="about half as likely",
    a_third="about a third as likely",
    times_less="about {count} times less likely",
    far_less="more than {count} times less likely",
    # --- what would have been ---------------------------------------------------------------------------------------
    without_as_anyone="Without {what} this ad would have been about as likely for you as for anyone.",
    without_still="Without {what} it would still be {likelier} for you.",
    without_less="Without {what} this ad would have been less likely for you than for others.",
    visits_to_site="your visits to {label}",
    one_visit_to="your visit to {label}",
    what_company_saw="what {label} saw",
    last_days="your last {count} days",
    last_day="your last day",
    changed_to={
        Verdict.ABOUT_YOU: "Without {what} this ad would seem picked for you.",
        Verdict.ABOUT_THE_PAGE: "Without {what} this ad would seem picked for this page.",
        Verdict.ABOUT_THE_MOMENT: "Without {what} this ad would seem picked for your place or the time.",
        Verdict.ABOUT_EVERYONE: "Without {what} this ad would seem to be shown to everyone.",
        Verdict.NOT_ENOUGH_EVIDENCE: "Without {what} we could not tell why you saw this ad.",
    },
    instead="Without {what} other ads would more often have stood here, as far as our model can tell.",
    # --- what is stated ---------------------------------------------------------------------------------------------
    sources={"dsa": "The bid declares"},
    card_sources={"google": "Google", "meta": "Meta", "x": "X"},
    on_card="{source} says: “{detail}”.",
    any_source="The {source} states",
    stated="{source} {what}{detail}.",
    stated_kinds={"profiling": "profiling", "contextual": "contextual only", "precise_place": "your exact place"},
    payer="paid by {name}",
    disagrees="{source} {what}; our model points to {other}.",
    disagrees_with_nobody="{source} {what}; our model sees no sign of it.",
    # --- what to keep in mind ---------------------------------------------------------------------------------------
    watching_since="Whyad has been watching since {date}. What came before is unknown.",
    seen_once="We have seen this campaign only once, so this may change.",
    seen_rarely="We have seen this campaign only {count} times, so this may change.",
)  # fmt: skip
