// Which kind of cause a platform's reason speaks of, by its words. What fits no kind stays “other”, in its own words.
import type { DisclosureEvent } from "../contract/payloads";
import { anyOf } from "./card";

type Kind = DisclosureEvent["reasons"][number]["kind"];

/** The first that fits counts: a list of customers who are similar in age is a list. */
const KINDS: readonly (readonly [Kind, RegExp])[] = [
  [
    "advertiser_list",
    anyOf(
      "\\blists?\\b|uploaded|customers?|similar to (people|their|followers)|look ?alike|audience|e-?mail|phone number",
      "app activity|kunden|liste|ähnlich(keit)? (wie|zu|mit)|hochgeladen|telefonnummer|followers? of",
    ),
  ],
  [
    "retargeting",
    anyOf(
      "(websites?|sites?|pages?|apps?|products?) (that )?you(['’]ve| have)? (visited|used|viewed)",
      "visited (their|its|the advertiser)|interacted|previous|besuch(t|ten)|websites?, die sie",
    ),
  ],
  [
    "page_context",
    anyOf(
      "search (terms?|query)|searched|you (were|are) (viewing|watching)|(this|the) (page|video|website|content)",
      "suchbegriff|suchanfrage|seite, die sie (gerade|sich)|angesehen(e|en) (website|seite|video)",
    ),
  ],
  [
    "demographic",
    anyOf(
      "\\bage\\b|\\bgender\\b|years? old|and older|\\b\\d\\d[-–]\\d\\d\\b|\\bmen\\b|\\bwomen\\b|\\balter\\b|geschlecht|jahre",
    ),
  ],
  [
    "place_time_device",
    anyOf(
      "location|located|country|city|region|time of day|device|iphone|android|operating system|speaks?|language",
      "standort|stadt|land\\b|tageszeit|gerät|sprache|ort\\b",
    ),
  ],
  ["interest", anyOf("interest|topics?|activity|follow|interesse|aktivität|themen")],
];

export function reasonKind(reason: string): Kind {
  return KINDS.find(([, words]) => words.test(reason))?.[0] ?? "other";
}
