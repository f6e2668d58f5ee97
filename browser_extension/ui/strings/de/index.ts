// Alles, was die eigenen Seiten von Whyad auf Deutsch sagen. Der Aufbau ist der von en.ts; was fehlt, meldet ein Test.
// Namen aus Seiten und Anzeigen kommen schon gegen ihre eigene Schreibrichtung abgeschirmt an.
import type { HealthText, Strings } from "../en";
import { aboutYouDe } from "./about-you";
import { behindDe } from "./behind";
import { optionsDe } from "./options";
import { problemsDe } from "./problems";
import { sampleDe } from "./sample";
import { startDe } from "./start";

const count = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);
const visits = (n: number): string => count(n, "Besuch", "Besuche");
const isOrAre = (n: number): string => (n === 1 ? "ist" : "sind");

const KEEP_GOING = "Was du bis dahin besuchst, bleibt in diesem Browser.";

const health: Record<keyof Strings["health"], (domain: string, address: string) => HealthText> = {
  recording: (domain) => ({
    title: "Zeichnet auf",
    meaning: domain
      ? `Whyad merkt sich ${domain} und die Anzeigen dort, nur auf diesem Computer.`
      : "Whyad merkt sich Seiten und ihre Anzeigen, nur auf diesem Computer.",
    todo: "",
  }),
  paused_here: (domain) => ({
    title: `Pausiert auf ${domain}`,
    meaning: "Du wolltest, dass Whyad hier nicht hinsieht. Weder Seite noch Anzeigen werden notiert.",
    todo: "Setze fort, wenn Anzeigen hier erklärt werden sollen.",
  }),
  private_window: () => ({
    title: "Aus in privaten Fenstern",
    meaning: "Whyad sieht nie in private Fenster.",
    todo: "Öffne die Seite in einem normalen Fenster, um ihre Anzeigen zu verstehen.",
  }),
  sensitive_site: () => ({
    title: "Diese Seite bleibt privat",
    meaning: "Eine Anmeldeseite, eine Seite über Persönliches oder eine deiner Regeln. Nichts davon wird behalten.",
    todo: "In den Einstellungen steht, welche Seiten ausgenommen sind.",
  }),
  not_recordable: () => ({
    title: "Diese Seite wird nicht notiert",
    meaning: "Seiten des Browsers und Adressen in deinem eigenen Netz werden nie notiert.",
    todo: "Öffne irgendeine öffentliche Seite.",
  }),
  unpaired: () => ({
    title: "Noch nicht verbunden",
    meaning: "Nichts wird notiert, bevor dieser Browser mit Whyad auf diesem Computer verbunden ist.",
    todo: "Gib in einem Terminal „whyad pair“ ein und den Code in die Einstellungen.",
  }),
  opened_unpaired: () => ({
    title: "Diese Seite wird nicht notiert",
    meaning: "Sie war schon offen, bevor dieser Browser verbunden wurde. Whyad hat sie nicht angesehen.",
    todo: "Lade die Seite neu, um ihre Anzeigen zu verstehen.",
  }),
  token_refused: () => ({
    title: "Nicht mehr erkannt",
    meaning: `Whyad auf diesem Computer nimmt diesen Browser nicht mehr an. ${KEEP_GOING}`,
    todo: "Gib in einem Terminal „whyad pair“ ein und den Code in die Einstellungen.",
  }),
  service_down: (_domain, address) => ({
    title: "Whyad läuft nicht",
    meaning: `Unter ${address} antwortet niemand. ${KEEP_GOING}`,
    todo: "Gib in einem Terminal „whyad serve“ ein.",
  }),
  wrong_service: (_domain, address) => ({
    title: "Etwas anderes antwortet",
    meaning: `Das Programm unter ${address} ist nicht Whyad. Ihm wird nichts gesendet. ${KEEP_GOING}`,
    todo: "Prüfe die Adresse in den Einstellungen.",
  }),
  version_mismatch: () => ({
    title: "Zwei verschiedene Versionen",
    meaning: `Die Erweiterung und das Programm auf diesem Computer passen nicht zusammen. ${KEEP_GOING}`,
    todo: "Bringe Whyad auf den neuesten Stand und lade dann die Erweiterung neu.",
  }),
};

export const de: Strings = {
  language: "de",
  languageName: "Deutsch",
  locale: "de",
  name: "Whyad",
  quoted: (text) => `„${text}“`,
  health,
  verdict: {
    about_you: "Über dich",
    about_the_page: "Über diese Seite",
    about_the_moment: "Über Ort oder Zeit",
    about_everyone: "Wohl nicht über dich",
    not_enough_evidence: "Zu wenig bekannt",
  },
  tier: {
    stated: { name: "angegeben", meaning: "Die Anzeige, die Seite oder die Plattform sagt es selbst." },
    measured: { name: "gemessen", meaning: "Whyad hat es selbst gezählt oder verglichen." },
    modelled: {
      name: "geschätzt",
      meaning: "Unser Modell schätzt es aus deinen eigenen Daten. Die Regeln der Werbefirma bleiben verborgen.",
    },
    unknown: { name: "unbekannt", meaning: "Es ist zu wenig da, um etwas zu sagen." },
  },
  causeKind: {
    interest: "dein Interesse",
    purchase_intent: "dein Einkauf",
    retargeting: "du warst beim Anbieter",
    advertiser_list: "Liste des Anbieters",
    demographic: "wer du bist",
    place_time_device: "Ort, Zeit oder Gerät",
    page_context: "diese Seite",
  },
  campaignKind: {
    interest: "Nach einem Interesse",
    look_alike: "Nach Ähnlichkeit mit ihrer Kundschaft",
    retargeting: "Danach, wer ihre Seite besucht hat",
    contextual: "Nach dem Inhalt der Seite",
    place_time: "Nach Ort oder Zeit",
    run_of_network: "Gar nicht: alle sind recht",
  },
  reach: {
    reachable: "Eine Firma, die diese Anzeige ausliefert, war bei diesen Besuchen dabei. Sie konnte es wissen.",
    unreachable:
      "Keine Firma, die diese Anzeige ausliefert, war bei diesen Besuchen zu sehen. Sie kann es im Verborgenen " +
      "erfahren haben. Die Schätzung bleibt stehen, aber Whyad nennt sie nicht als Grund.",
    unknown: "Whyad weiß nicht, ob jemand, der diese Anzeige ausliefert, davon wusste.",
  },
  reachOfPage: "Wer um eine Anzeige bietet, erfährt immer, auf welcher Seite sie steht.",
  reachOfMoment: "Bietende erfahren meist ungefähr, wo und wann eine Seite geöffnet wird.",
  delivery: {
    bidder: "hat für diese Anzeige geboten",
    frame: "hat diese Anzeige in ihrem Rahmen gezeigt",
    request: "wurde beim Laden dieser Anzeige angefragt",
    ad_server: "hat diese Anzeige geliefert",
  },
  source: {
    page_words: "Wörter auf der Seite",
    site_topic: "was du auf dieser Seite früher gelesen hast",
    search_query: "danach hast du gesucht",
    purchase_intent: "du hast eingekauft",
    advertiser_visit: "die Seite des Anbieters",
  },

  queue: {
    waiting: (n) => `${n === 1 ? "1 Eintrag wartet und wird" : `${n} Einträge warten und werden`} noch gesendet.`,
    since: (from) => `Whyad ist seit ${from} nicht erreichbar.`,
    outage: (from, until) => `Whyad war von ${from} bis ${until} nicht erreichbar.`,
    allSent: "Alles, was bis dahin notiert wurde, ist gesendet.",
    unreadableCard: (platform) =>
      `Du hast die Auskunft von ${platform} zu einer Anzeige geöffnet. Sie war nicht lesbar; ihre Gründe fehlen hier.`,
    dropped: (n) => `${count(n, "Eintrag", "Einträge")} passte nicht mehr hinein und ${isOrAre(n)} verloren.`,
  },

  panel: {
    loading: "Whyad sieht sich die Seite an …",
    storeLabel: "Wessen Daten das sind",
    adsHere: "Anzeigen auf dieser Seite",
    views: "Was zu sehen ist",
    view: { page: "Diese Seite", today: "Heute", you: "Über dich" },
    noneToday: "Heute noch keine Anzeigen gesehen.",
    pause: "Hier pausieren",
    resume: "Hier fortsetzen",
    openOptions: "Einstellungen öffnen",
    openDashboard: "Übersicht",
    options: "Einstellungen",
    tryAgain: "Noch einmal versuchen",
    watchingSince: (day) => `Sieht zu seit ${day}. Was davor war, ist unbekannt.`,
    noAds: "Noch keine Anzeigen gefunden",
    noAdsHint:
      "Whyad sieht weiter hin, während die Seite lädt und du liest. Manche Anzeigen lassen sich nicht erkennen.",
    summary: (total, parts) => `${count(total, "Anzeige", "Anzeigen")}: ${parts.join(", ")}`,
    wrongToExpect: (wrong, of) =>
      `Von ${count(of, "Antwort", "Antworten")} über dich nennen wohl ${wrong} den falschen Grund.`,
    summaryPart: {
      about_you: (n) => `${n} über dich`,
      about_the_page: (n) => `${n} über diese Seite`,
      about_the_moment: (n) => `${n} über Ort oder Zeit`,
      quiet: (n) => `${n} wohl nicht über dich`,
    },
  },

  card: {
    open: "Warum?",
    close: "Schließen",
    unknownAdvertiser: "Anbieter nicht genannt",
    noText: "Eine Anzeige ohne lesbaren Text",
    shape: (width, height) => `Anzeige, ${width} mal ${height} Pixel`,
    evidence: "Beleg:",
    loading: "Whyad rechnet aus, was hinter dieser Anzeige steht …",
    calm: {
      about_everyone: "Weder du noch diese Seite noch der Augenblick machten einen klaren Unterschied.",
      not_enough_evidence:
        "Whyad hat zu wenig gesehen, um einen Grund zu nennen. Die Zahlen hier sind nur eine erste Vermutung.",
    },
  },

  why: {
    title: "Was diese Anzeige bewegt hat",
    compared:
      "Verglichen mit einer fremden Person auf irgendeiner Seite. Der dünne Strich zeigt, wie ungenau es sein kann.",
    lessLikely: "unwahrscheinlicher",
    likelier: "wahrscheinlicher",
    nothing: "Nichts, was Whyad kennt, hat diese Anzeige zu dir hin oder von dir weg bewegt.",
    rest: "Alles andere",
    total: "Alles zusammen",
    totalRemark: "für dich, verglichen mit einer fremden Person",
    restRemark: "zu klein für die Liste",
    interval: (low, high) => `zwischen ${low} und ${high}`,
    over: (factor) => `über ${factor}`,
    under: (factor) => `unter ${factor}`,
    notSettled: "vielleicht auch nichts",
    notReachable: "den Firmen dieser Anzeige wohl nicht bekannt",
    sensitive: "heikel",
    standsIn: "könnte Heikles verraten",
    spoken: (label, effect, range) => `${label}: ${effect}, ${range}`,
    times: (factor) => `etwa ${factor} Mal so wahrscheinlich`,
    same: "etwa so wahrscheinlich wie ohne",
    range: (low, high) => `zwischen ${low} und ${high} Mal`,
  },

  proof: {
    visits: "Die Besuche dahinter",
    visitsNone: "Dahinter steht kein Besuch von dir.",
    visitsPage: "Die Seite, die du gerade ansiehst.",
    moreVisits: (n) => `${n} weitere zeigen`,
    untitled: "Eine Seite ohne Titel",
    words: "Diese Wörter zählten:",
    knowers: "Wer es wissen konnte",
    knowersNone: "Whyad sah bei diesen Besuchen keine Firma, die Leuten folgt.",
    inDelivery: (how) => `An dieser Anzeige beteiligt: ${how}.`,
    inDeliveryPlain: "An dieser Anzeige beteiligt.",
    notInDelivery: "An dieser Anzeige nicht beteiligt, soweit zu sehen.",
    sawYou: (n) => (n > 0 ? `Bei ${n} dieser Besuche dabei, auf` : "Dabei auf"),
    toldBy: (teller, n) =>
      `War nicht selbst dort, aber ${teller} gab ihm seine Kennung von dir und war bei ${n} dieser Besuche dabei, auf`,
    change: "Ändern",
  },

  counterfactual: {
    title: "Was es ändern würde",
    none: "Auch ohne eine einzelne Ursache oder Seite bliebe die Antwort dieselbe.",
    tryIt: "Probier es aus: ohne …",
    site: (domain) => `meine Besuche bei ${domain}`,
    company: (name) => `das, was ${name} sah`,
    lastDays: (days) => `die letzten ${days} Tage`,
    figures: (before, after) => `${after} statt ${before}.`,
    looking: "Die Antwort wird ohne ihre Ursachen neu berechnet…",
    smallest: "Die kleinste Änderung",
    smallestNone: "Auch ohne drei dieser Ursachen bliebe die Antwort dieselbe.",
    canAct: "Das liegt bei dir: vergiss die Besuche dahinter, oder stell es richtig.",
    cannotAct: "Nicht alles davon liegt in deiner Hand.",
    instead: "Anzeigen, die du eher gesehen hättest",
    thisAd: "Diese Anzeige:",
    share: (after, before) => `${after} dieses Platzes statt ${before}.`,
    amongKnown: "Gezählt unter den Anzeigen, die dir bisher gezeigt wurden. Andere kennt Whyad nicht.",
    visit: (title) => `meinen Besuch bei „${title}“`,
  },

  stated: {
    title: "Was Anzeige und Seite angeben",
    none: "Weder Anzeige noch Auktion sagen, wer bezahlt hat oder wie Leute ausgesucht wurden.",
    agrees: "Passt zu unserem Ergebnis",
    differs: "Passt nicht zu unserem Ergebnis",
    cannotCompare: "Lässt sich nicht vergleichen",
    sources: { dsa: "Mit dem Gebot erklärt, nach dem EU-Gesetz über digitale Dienste" },
  },

  campaign: {
    title: "Wie diese Kampagne wohl auswählt",
    seen: (times, sites, since) =>
      `Beurteilt nach ${count(times, "Mal", "Malen")}, auf ${count(sites, "Seite", "Seiten")}, seit ${since}.`,
    inTen: (n) => `etwa ${n} von 10`,
    almostSure: "fast sicher",
    rare: "weniger als 1 von 20",
    hardly: (kinds) => `Kaum: ${kinds}.`,
  },

  sure: {
    title: "Wie sicher das ist",
    gap: (gap) => `Die Teile verfehlen das Ganze um ${gap} in logarithmierten Chancen.`,
    model: (id) => `Modell ${id}.`,
  },

  control: {
    notMe: { name: "Stimmt nicht", hint: (label) => `${label} trifft auf mich nicht zu.` },
    mute: { name: "Weglassen", hint: (label) => `Stimmt, aber ${label} soll in Erklärungen nicht vorkommen.` },
    forgetVisits: {
      name: (n) => (n === 1 ? "Diesen Besuch vergessen" : `Diese ${n} Besuche vergessen`),
      hint: (n) => `Löscht ${n === 1 ? "ihn" : "sie"} von diesem Computer.`,
      ask: (n) =>
        `${visits(n)} löschen und alles, was daraus geschlossen wurde? Das lässt sich nicht rückgängig machen.`,
      confirm: (n) => `${visits(n)} löschen`,
    },
    forgetSite: {
      name: (domain) => `${domain} vergessen`,
      hint: "Löscht jeden Besuch auf dieser Seite.",
      ask: (domain) =>
        `Jeden Besuch auf ${domain} löschen und alles, was daraus geschlossen wurde? ` +
        "Das lässt sich nicht rückgängig machen.",
      confirm: (domain) => `${domain} löschen`,
    },
    pause: { name: "Hier pausieren", hint: (domain) => `Whyad sieht ${domain} nicht mehr an.` },
    wrong: { name: "Dieser Grund stimmt nicht", hint: "Wird bei der Anzeige notiert. Nichts wird gelöscht." },
    keep: "Behalten",
    undo: "Rückgängig",
    explainAgain: "Anzeige neu erklären",
  },

  done: {
    notMe: (label) =>
      `Notiert. Die nächste Erklärung nutzt ${label} nicht mehr. Deine Besuche bleiben, bis du sie vergessen lässt.`,
    mute: (label) => `Weggelassen. Die nächste Erklärung nutzt ${label} nicht mehr. Die Besuche bleiben.`,
    undone: (label) => `Rückgängig gemacht. Die nächste Erklärung darf ${label} wieder nutzen.`,
    forgotVisits: (n) =>
      `${visits(n)} gelöscht. Die nächste Antwort ist so, als hätte Whyad ${n === 1 ? "ihn" : "sie"} nie gesehen.`,
    forgotSite: (n, domain) =>
      `${domain} ist vergessen, ${visits(n)} gelöscht. Neue Besuche werden wieder notiert, ` +
      "außer du pausierst Whyad dort.",
    paused: (domain) => `Pausiert auf ${domain}. Was vorher notiert wurde, bleibt, bis du es vergessen lässt.`,
    resumed: (domain) => `Whyad sieht ${domain} wieder an.`,
    wrong:
      "Bei dieser Anzeige notiert. An deinen Daten ändert das nichts; dafür gibt es „Stimmt nicht“ und „vergessen“.",
    stale: "Die Balken hier sind noch von vor deiner Änderung.",
  },

  mark: { spoken: (sentence) => `Warum diese Anzeige? ${sentence} Öffnet Whyad bei dieser Anzeige.` },

  popup: { openPanel: "Leiste öffnen", more: (n) => `und ${n} weitere in der Leiste` },

  aboutYou: aboutYouDe,
  behind: behindDe,
  problems: problemsDe,
  start: startDe,
  sample: sampleDe,
  options: optionsDe,
};
