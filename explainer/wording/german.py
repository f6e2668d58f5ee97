"""Every German text a person reads about an ad. The rules are those of ``english.py``; reading level by LIX, tested.

A cause is always an object ("durch …", "ohne …"), which spares the sentences every agreement of case and number; topics
stand after "zum Thema", since their names do not bend.
"""

from __future__ import annotations

from typing import Final

from explainer.records import CauseKind, EvidenceTier, Verdict
from explainer.wording.german_topics import GERMAN_TOPICS
from explainer.wording.texts import Texts

GERMAN: Final = Texts(
    months=(
        "Januar", "Februar", "März", "April", "Mai", "Juni",
        "Juli", "August", "September", "Oktober", "November", "Dezember",
    ),
    dates="{day}. {month} {year}",
    topic_names=GERMAN_TOPICS,
    instants={
        "morning": "Morgen", "midday": "Mittag", "afternoon": "Nachmittag", "evening": "Abend", "night": "Nacht",
        "weekend": "Wochenende", "mobile": "Handy", "tablet": "Tablet", "desktop": "Computer",
    },
    capitals=None,
    joiner="und",
    sensitive_label="Ein heikles Thema",
    sensitive_page="Eine Seite zu einem heiklen Thema",
    sensitive_topic="„heikel“",
    # --- how sure we are, at the end of a sentence or inside it -----------------------------------------------------
    hedges={
        EvidenceTier.STATED: "und die Anzeige sagt es selbst",
        EvidenceTier.MEASURED: "nach dem, was wir sahen",
        EvidenceTier.MODELLED: "soweit unser Modell das sagen kann",
        EvidenceTier.UNKNOWN: "aber wir sind nicht sicher",
    },
    picked={
        EvidenceTier.STATED: "Diese Anzeige wurde nach eigener Angabe",
        EvidenceTier.MEASURED: "Diese Anzeige wurde nach dem, was wir sahen,",
        EvidenceTier.MODELLED: "Diese Anzeige wurde wohl",
        EvidenceTier.UNKNOWN: "Diese Anzeige wurde vielleicht",
    },
    for_everyone={
        EvidenceTier.STATED: "Nicht über dich: diese Anzeige ist nach eigener Angabe für alle da.",
        EvidenceTier.MEASURED: "Nicht über dich: nach dem, was wir sahen, ist diese Anzeige für alle da.",
        EvidenceTier.MODELLED: "Wohl nicht über dich: diese Anzeige ist anscheinend für alle da.",
        EvidenceTier.UNKNOWN: "Vielleicht nicht über dich: diese Anzeige ist womöglich für alle da.",
    },
    # --- verdicts ---------------------------------------------------------------------------------------------------
    about_you="durch {subject} wurde diese Anzeige {likelier}, {hedge}.",
    about_you_by_visit="Du warst bei {site}; damit wurde diese Anzeige {likelier}, {hedge}.",
    about_you_by_list="Du stehst vielleicht auf einer Liste von {site}; damit wurde diese Anzeige {likelier}, {hedge}.",
    about_you_perhaps="durch {subject} kam diese Anzeige vielleicht eher zu dir, {hedge}.",
    about_you_unnamed="{picked} für dich ausgesucht, aber wir können nicht sagen, wonach.",
    about_the_page="Diese Seite und die Anzeige haben dasselbe Thema ({topic}), {hedge}.",
    about_the_page_unnamed="{picked} für diese Seite ausgesucht, nicht für dich.",
    about_the_moment="{picked} für {what} ausgesucht, nicht für dich.",
    not_enough="Wir können noch nicht sagen, warum du diese Anzeige siehst.",
    not_enough_but_stated=(
        "Wir können noch nicht sagen, warum du diese Anzeige siehst, aber sie selbst nennt einen Grund."
    ),
    # --- causes: inside a sentence ----------------------------------------------------------------------------------
    causes={
        CauseKind.INTEREST: "dein Interesse am Thema {label}",
        CauseKind.PURCHASE_INTENT: "deine Einkäufe zum Thema {label}",
        CauseKind.RETARGETING: "deinen Besuch bei {label}",
        CauseKind.ADVERTISER_LIST: "eine Liste von {label}",
        CauseKind.DEMOGRAPHIC: "das Bild von dir ({label})",
        CauseKind.PLACE_TIME_DEVICE: "{label}",
        CauseKind.PAGE_CONTEXT: "diese Seite zum Thema {label}",
    },
    circumstances={
        "place": "deinen Ort ({name})",
        "moment": "die Zeit ({name})",
        "device": "dein Gerät ({name})",
        "language": "deine Sprache ({name})",
    },
    any_circumstance="deinen Ort oder die Zeit",
    # --- contributions ----------------------------------------------------------------------------------------------
    moved="durch {subject} wurde sie {likelier}.",
    moved_perhaps="durch {subject} wurde sie {likelier}, aber wir sind nicht sicher.",
    not_moved="durch {subject} hat sich kaum etwas geändert.",
    from_visits="{subject}, aus {visits},",
    one_visit="1 Besuch",
    many_visits="{count} Besuchen",
    visits_to="deine {count} Besuche bei {label}",
    out_of_reach="Wir sahen keinen Weg, auf dem die Firmen hinter dieser Anzeige davon erfuhren.",
    stated_too="Die Anzeige selbst nennt es auch.",
    twins="Fast dieselben Besuche sprechen für {others}; was es war, können wir nicht unterscheiden.",
    stands_in="Das könnte für {topic} stehen: {visits} der {of} Besuche dahinter sprechen für beides.",
    # --- sizes ------------------------------------------------------------------------------------------------------
    more_than="mehr als {count} Mal so wahrscheinlich",
    times_likelier="etwa {count} Mal so wahrscheinlich",
    twice="etwa zwei Mal so wahrscheinlich",
    slightly_likelier="etwas wahrscheinlicher",
    unchanged="nicht wahrscheinlicher",
    slightly_less="etwas weniger wahrscheinlich",
    half="etwa halb so wahrscheinlich",
    a_third="etwa ein Drittel so wahrscheinlich",
    times_less="etwa {count} Mal weniger wahrscheinlich",
    far_less="mehr als {count} Mal weniger wahrscheinlich",
    # --- what would have been ---------------------------------------------------------------------------------------
    without_as_anyone="Ohne {what} wäre diese Anzeige für dich etwa so wahrscheinlich gewesen wie für alle.",
    without_still="Ohne {what} wäre sie für dich noch immer {likelier}.",
    without_less="Ohne {what} wärst du dieser Anzeige eher entgangen als andere.",
    visits_to_site="deine Besuche bei {label}",
    one_visit_to="deinen Besuch bei {label}",
    what_company_saw="das, was {label} sah,",
    last_days="deine letzten {count} Tage",
    last_day="deinen letzten Tag",
    changed_to={
        Verdict.ABOUT_YOU: "Ohne {what} schiene diese Anzeige für dich ausgesucht.",
        Verdict.ABOUT_THE_PAGE: "Ohne {what} schiene diese Anzeige für diese Seite ausgesucht.",
        Verdict.ABOUT_THE_MOMENT: "Ohne {what} schiene diese Anzeige für deinen Ort oder die Zeit ausgesucht.",
        Verdict.ABOUT_EVERYONE: "Ohne {what} schiene diese Anzeige allen gezeigt zu werden.",
        Verdict.NOT_ENOUGH_EVIDENCE: "Ohne {what} könnten wir nicht sagen, warum du diese Anzeige siehst.",
    },
    instead="Ohne {what} stünden hier öfter andere Anzeigen, soweit unser Modell das sagen kann.",
    # --- what is stated ---------------------------------------------------------------------------------------------
    sources={"dsa": "Das Gebot erklärt"},
    card_sources={"google": "Google", "meta": "Meta", "x": "X"},
    on_card="{source} sagt: „{detail}“.",
    any_source="Die Quelle „{source}“ nennt",
    stated="{source} {what}{detail}.",
    stated_kinds={
        "profiling": "ein Profil von dir",
        "contextual": "nur den Inhalt der Seite",
        "precise_place": "deinen genauen Ort",
    },
    payer="bezahlt von {name}",
    disagrees="{source} {what}; unser Modell deutet auf {other}.",
    disagrees_with_nobody="{source} {what}; unser Modell sieht davon nichts.",
    # --- what to keep in mind ---------------------------------------------------------------------------------------
    watching_since="Whyad sieht seit dem {date} zu. Was davor war, ist unbekannt.",
    seen_once="Wir haben diese Kampagne erst ein Mal gesehen, das kann sich also noch ändern.",
    seen_rarely="Wir haben diese Kampagne erst {count} Mal gesehen, das kann sich also noch ändern.",
)  # fmt: skip
