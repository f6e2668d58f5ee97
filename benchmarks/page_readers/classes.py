"""Which topics of the taxonomy make up the coarse classes of two foreign data sets.

Declared by hand from the names of the classes and of the topics. Nothing here was fitted on a page of either set.
A topic belongs to the class of the nearest topic at or above it that is listed; one without such a topic to no class.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from explainer.taxonomy import Taxonomy

# Seven kinds of sites. The taxonomy has no topic "news": what news are made of stands for them.
SITE_CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    "Travel": ("653", "150", "101", "118", "98", "446", "404"),
    "Streaming Services": ("JLBCU7", "SPSHQ5", "634", "93"),
    "Sports": ("483", "508", "225", "226", "227"),
    "News": ("106", "111", "386", "380", "381", "389", "390", "80", "432", "v9i3On"),
    "Photography": ("255", "206", "633", "604", "43", "268", "606"),
    "Social Networking and Messaging": ("628", "80DV8O", "188", "200", "607"),
    "Law and Government": ("383", "8YPBBL", "77", "394", "415", "85"),
}

# Names of the 22 broadest topics of the browser's list, by our topics.
HOST_CLASSES: Final[Mapping[str, tuple[str, ...]]] = {
    "Arts & Entertainment": ("JLBCU7", "SPSHQ5", "201", "432", "8VZQHL", "255", "mm3UXx"),
    "Autos & Vehicles": ("1", "117"),
    "Beauty & Fitness": ("553", "574", "590", "225", "226", "227", "231", "323", "671"),
    "Books & Literature": ("42", "111"),
    "Business & Industrial": ("52",),
    "Computers & Electronics": ("596", "115"),
    "Finance": ("391", "63", "54", "64", "95", "81", "82", "88"),
    "Food & Drink": ("210", "229", "477"),
    "Games": ("680", "269", "524", "181", "480"),
    "Hobbies & Leisure": ("239", "1KXCLD", "163", "150", "498", "511", "514", "677"),
    "Home & Garden": ("274",),
    "Internet & Telecom": ("619", "W3CW2J", "116", "419", "420", "80DV8O", "607"),
    "Jobs & Education": ("123", "132", "89", "55"),
    "Law & Government": ("383", "386", "380", "77", "389", "157"),
    "News": ("106", "390", "381"),
    "Online Communities": ("628", "188", "264"),
    "People & Society": ("186", "453", "223", "286", "108", "v9i3On", "273"),
    "Pets & Animals": ("422", "259"),
    "Real Estate": ("441", "112"),
    "Shopping": ("473", "552", "114", "113"),
    "Sports": ("483",),
    "Travel & Transportation": ("653", "118", "101"),
}


def class_of_topics(classes: Mapping[str, tuple[str, ...]], taxonomy: Taxonomy) -> dict[str, str]:
    """The class of every topic that has one."""
    listed = {topic: name for name, topics in classes.items() for topic in topics}
    found: dict[str, str] = {}
    for topic in taxonomy.topics:
        for candidate in (topic.id, *taxonomy.ancestors(topic.id)):
            if candidate in listed:
                found[topic.id] = listed[candidate]
                break
    return found


def likeliest_class(probabilities: Mapping[str, float], class_of: Mapping[str, str]) -> str:
    """The class whose topics are together the likeliest; empty where none has a probability."""
    sums: dict[str, float] = {}
    for topic, probability in probabilities.items():
        if topic in class_of:
            sums[class_of[topic]] = sums.get(class_of[topic], 0.0) + probability
    return max(sums, key=lambda name: (sums[name], name)) if sums else ""
