// Wer hinter einer Anzeige steht und was ihre Seite behauptet, auf Deutsch.
import type { BehindStrings } from "../en/behind";

const count = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);

export const behindDe: BehindStrings = {
  title: "Wer dahinter steht",
  claimed: "behauptet die Seite",
  and: (names) => (names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} und ${names.at(-1)}`),
  more: (n) => `${n} weitere zeigen`,

  advertiser: {
    title: "Wer wirbt",
    sure: {
      proven: (name) => `${name}: dorthin führt der Link der Anzeige, und das Gebot sagt dasselbe.`,
      seen: (name) => `${name}: dorthin führt der Link der Anzeige.`,
      claimed: (name) => `${name}: so sagt es das Gebot. Einen Link, der das zeigt, sah Whyad nicht.`,
      guessed: (name) => `Vielleicht ${name}: der Text der Anzeige legt es nahe. Sonst spricht nichts dafür.`,
      unknown: "Niemand ist genannt, weder in der Anzeige noch im Gebot.",
    },
    differs: (name) => `Das Gebot nennt dagegen ${name}.`,
    payer: (name) => `Laut Gebot bezahlt ${name}.`,
  },

  companies: {
    title: "Wer sie geliefert hat",
    none: "Whyad sah keine andere Firma diese Anzeige liefern.",
    through: (names) => `über ${names}`,
    brand: (brand, domain) => `${brand} (${domain})`,
    own: (brand, owner) => `${brand}, gehört zu ${owner}`,
  },

  links: {
    title: "Wer wem von dir erzählt hat",
    none: "Whyad sah niemanden eine Kennung von dir an die Firmen hinter der Anzeige geben. Vieles davon bleibt verborgen.",
    told: {
      redirect: (from, to) => `${from} gab seine Kennung von dir an ${to} weiter.`,
      shared_id: (from, to) => `${from} gab seine Kennung von dir an ${to} weiter.`,
      site_id: (from, to) => `${from} gab ${to} die Kennung, unter der du dort bekannt bist.`,
      hashed_email: (from, to) => `${from} gab ${to} deine E-Mail-Adresse als Prüfsumme.`,
      hashed_phone: (from, to) => `${from} gab ${to} deine Telefonnummer als Prüfsumme.`,
    },
    where: (site, time) => `Gesehen auf ${site}, ${time}`,
    often: (n) => `und auf ${count(n, "anderen Seite", "anderen Seiten")}`,
    party: "an eine Firma dieser Anzeige",
  },

  address: {
    title: "Deine eigene Adresse",
    sent: (names) => `Eine Prüfsumme deiner eigenen Adresse ging an ${names}.`,
    unseen:
      "Keine Prüfsumme deiner eigenen Adresse ging an jemanden. Whyad prüft nur die aus deinen Einstellungen.",
  },

  told: {
    title: "Was Bietern über dich gesagt wurde",
    none: "Die Seite zeigt Bietern kein Wort über dich. Was zwischen Servern läuft, bleibt verborgen.",
    to: (names) => `An ${names}:`,
    others: (n) => `An ${count(n, "Firma", "Firmen")}, die diese Anzeige nicht geliefert ${n === 1 ? "hat" : "haben"}`,
    segments: (list) => `Gruppen, in die du gesteckt wurdest: ${list}.`,
    keywords: (list) => `Wörter über dich: ${list}.`,
    place: (name) => `Wo du bist: ${name}.`,
    ids: (list) => `Kennungen von dir, vergeben von: ${list}.`,
  },

  sellers: {
    title: "Wer den Platz verkauft hat",
    chain: (names) => `Der Platz für diese Anzeige ging über ${names}.`,
  },

  consent: {
    title: "Wozu es ein Ja gab",
    none: "Weder die Seite noch dieser Browser sagt etwas über deine Zustimmung.",
    purpose: {
      1: "etwas auf deinem Gerät speichern",
      2: "Anzeigen mit wenig Daten wählen",
      3: "ein Werbeprofil von dir anlegen",
      4: "Anzeigen nach dem Profil wählen",
      5: "ein Profil für Inhalte anlegen",
      6: "Inhalte nach dem Profil wählen",
      7: "Anzeigen messen",
      8: "Inhalte messen",
      9: "Lesergruppen erforschen",
      10: "die eigenen Dienste verbessern",
      11: "Inhalte mit wenig Daten wählen",
    },
    yes: (list) => `Ja zu: ${list}.`,
    no: (list) => `Nein zu: ${list}.`,
    yesToAll: "Ja zu allen Zwecken.",
    noToAll: "Nein zu jedem Zweck.",
    purposes: "Wofür das Ja und das Nein gelten",
    granted: (names) => `Laut Seite hast du Ja gesagt zu ${names}.`,
    refused: (names) => `An der Anzeige beteiligt ohne dein Ja: ${names}.`,
    counted: (n) => `Insgesamt ${n === 1 ? "hat 1 Firma" : `haben ${n} Firmen`} laut Seite dein Ja.`,
    gppOut: "Für die USA geht deine Wahl mit: meine Daten nicht verkaufen oder teilen.",
    gppIn: "Für die USA geht kein Nein zum Verkauf deiner Daten mit.",
    gppOpen: "Für die USA geht ein Signal mit, aber ohne eine Wahl von dir.",
    gpcOn: "Dieser Browser bittet jede Seite, deine Daten nicht zu verkaufen (Global Privacy Control).",
    gpcOff: "Dieser Browser bittet Seiten nicht, deine Daten für sich zu behalten (Global Privacy Control).",
  },
};
