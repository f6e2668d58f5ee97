// Alles, was die Übersicht auf Deutsch sagt. Der Aufbau ist der von en.js; was fehlt, meldet ein Test.
import { counterOf } from "./counting.js";

const count = counterOf("de");
const visits = (n) => count(n, "Besuch", "Besuche");
const ads = (n) => count(n, "Anzeige", "Anzeigen");
const ofVisits = (n) => (n === 1 ? "einem dieser Besuche" : `${n} dieser Besuche`);

export const de = {
  language: "de",
  languageName: "Deutsch",
  chooseLanguage: "Sprache",

  page: {
    skip: "Direkt zu deinen Anzeigen",
    signOut: "Abmelden",
    ads: "Deine Anzeigen, neueste zuerst",
    traits: "Was deine Besuche nahelegen",
    traitsHint: "Vermutungen aus Seiten, die du geöffnet hast. Jede Firma auf diesen Seiten könnte dasselbe vermuten.",
    filters: "Zeigen",
    all: "Alle",
    older: "Ältere Anzeigen zeigen",
    watchingSince: (day) => `Whyad sieht seit dem ${day} zu. Was davor war, ist unbekannt.`,
  },

  signIn: {
    title: "Warum sah ich diese Anzeige?",
    promise: "Whyad antwortet aus deinen eigenen Daten, auf diesem Computer. Nichts, was du hier siehst, verlässt ihn.",
    code: "Code",
    button: "Anmelden",
    hint: "Gib in einem Terminal „whyad pair“ ein und hier den Code, den es zeigt. Oder klicke in der Erweiterung auf „Übersicht“. Ein Code gilt einmal und zwei Minuten lang.",
  },

  verdict: {
    about_you: "Über dich",
    about_the_page: "Über die Seite",
    about_the_moment: "Über Ort oder Zeit",
    about_everyone: "Wohl nicht über dich",
    not_enough_evidence: "Zu wenig bekannt",
  },
  tier: {
    stated: { name: "angegeben", meaning: "Die Anzeige, die Seite oder die Plattform sagt es selbst." },
    measured: { name: "gemessen", meaning: "Whyad hat es selbst gezählt oder verglichen." },
    modelled: { name: "geschätzt", meaning: "Unser Modell schätzt es aus deinen eigenen Daten. Die Regeln der Werbefirma bleiben verborgen." },
    unknown: { name: "unbekannt", meaning: "Es ist zu wenig da, um etwas zu sagen." },
  },
  causeKind: {
    interest: "dein Interesse",
    purchase_intent: "dein Einkauf",
    retargeting: "du warst beim Anbieter",
    advertiser_list: "Liste des Anbieters",
    demographic: "wer du bist",
    place_time_device: "Ort, Zeit oder Gerät",
    page_context: "die Seite",
  },
  campaignKind: {
    interest: "Nach einem Interesse",
    look_alike: "Nach Ähnlichkeit mit ihrer Kundschaft",
    retargeting: "Danach, wer ihre Seite besucht hat",
    contextual: "Nach dem Inhalt der Seite",
    place_time: "Nach Ort oder Zeit",
    run_of_network: "Gar nicht: alle sind recht",
  },
  source: {
    page_words: "Wörter auf der Seite",
    site_topic: "was du auf dieser Seite früher gelesen hast",
    search_query: "danach hast du gesucht",
    purchase_intent: "du hast eingekauft",
    advertiser_visit: "die Seite des Anbieters",
  },
  delivery: {
    bidder: "hat für diese Anzeige geboten",
    frame: "hat diese Anzeige in ihrem Rahmen gezeigt",
    request: "wurde beim Laden dieser Anzeige angefragt",
    ad_server: "hat diese Anzeige geliefert",
  },

  diet: {
    none: "Noch keine Anzeigen",
    oneAboutYou: "Die bisher einzige Anzeige meinte dich",
    oneNotAboutYou: "Die bisher einzige Anzeige meinte nicht klar dich",
    allAboutYou: (n) => `Alle ${ads(n)} meinten dich`,
    noneAboutYou: (n) => `Von ${count(n, "Anzeige", "Anzeigen")} meinte keine klar dich`,
    someAboutYou: (n, aboutYou) => `Von ${count(n, "Anzeige", "Anzeigen")} ${aboutYou === 1 ? "meinte eine" : `meinten ${aboutYou}`} dich`,
    underWay: (n, waiting) => `Von ${count(n, "Anzeige", "Anzeigen")} ${waiting === 1 ? "wird 1" : `werden ${waiting}`} noch angesehen`,
  },

  ad: {
    on: (time) => ["auf ", ` · ${time}`],
    unknownAdvertiser: "Anbieter nicht genannt",
    evidence: (tier) => `Beleg: ${tier}`,
    loading: "Whyad rechnet aus, was hinter dieser Anzeige steht …",
    noneOfKind: (verdict) => `Keine Anzeige hier ist „${verdict}“. „Alle“ zeigt die anderen.`,
    noneYet: "Surfe wie immer. Jede Anzeige, die die Erweiterung sieht, erscheint hier, mit ihrem Grund.",
    noBrowser: "Noch ist kein Browser verbunden. Füge die Erweiterung hinzu, gib in einem Terminal „whyad pair“ ein und den Code in ihre Einstellungen. Dann surfe wie immer.",
  },

  why: {
    title: "Was diese Anzeige bewegt hat",
    calm: {
      about_everyone: "Weder du noch die Seite noch der Augenblick machten einen klaren Unterschied.",
      not_enough_evidence: "Whyad hat zu wenig gesehen, um einen Grund zu nennen. Die Zahlen hier sind nur eine erste Vermutung.",
    },
    compared: "Verglichen mit einer fremden Person auf irgendeiner Seite. Der dünne Strich zeigt, wie ungenau es sein kann.",
    nothing: "Nichts, was Whyad kennt, hat diese Anzeige zu dir hin oder von dir weg bewegt.",
    rest: "Alles andere",
    restRemark: "zu klein für die Liste",
    total: "Alles zusammen",
    totalRemark: "für dich, verglichen mit einer fremden Person",
    lessLikely: "unwahrscheinlicher",
    likelier: "wahrscheinlicher",
    interval: (low, high) => `zwischen ${low} und ${high}`,
    over: (factor) => `über ${factor}`,
    under: (factor) => `unter ${factor}`,
    sensitive: "heikel",
    notSettled: "vielleicht auch nichts",
    notReachable: "den Firmen dieser Anzeige wohl nicht bekannt",
    wrong: "Dieser Grund stimmt nicht",
    wrongNoted: "Bei dieser Anzeige notiert. Gelöscht wird dadurch nichts; dafür gibt es „Stimmt nicht“ beim Merkmal und „Vergessen“.",
    visits: (n) => (n === 1 ? "Der Besuch dahinter" : `Die ${n} Besuche dahinter`),
    knowers: "Wer es wissen konnte",
    knowersNone: "Whyad sah bei diesen Besuchen keine Firma, die Leuten folgt.",
    knewBy: (how) => `: ${how}`,
    inDelivery: "war an dieser Anzeige beteiligt",
    sawVisits: (n) => ` · bei ${ofVisits(n)} dabei`,
    toldBy: (n) => [" · weiß es von ", `, bei ${ofVisits(n)} dabei`],
  },

  change: {
    title: "Was es ändern würde",
    none: "Auch ohne eine einzelne Ursache oder Seite bliebe die Antwort dieselbe.",
    smallest: "Die kleinste Änderung",
    instead: "Anzeigen, die du eher gesehen hättest",
    share: (after, before) => ` ${after} dieses Platzes statt ${before}.`,
    thisAd: "Diese Anzeige:",
    amongKnown: "Gezählt unter den Anzeigen, die dir bisher gezeigt wurden. Andere kennt Whyad nicht.",
  },

  behind: {
    title: "Wer dahinter steht",
    noDeliverer: "Whyad sah keine andere Firma diese Anzeige liefern.",
    noLink: "Whyad sah niemanden eine Kennung von dir an die Firmen hinter dieser Anzeige geben.",
    link: {
      redirect: [" gab seine Kennung von dir an ", " weiter."],
      shared_id: [" gab seine Kennung von dir an ", " weiter."],
      site_id: [" gab die Kennung, unter der du dort bekannt bist, an ", " weiter."],
      hashed_email: [" gab deine E-Mail-Adresse als Prüfsumme an ", " weiter."],
      hashed_phone: [" gab deine Telefonnummer als Prüfsumme an ", " weiter."],
    },
    seenOn: (time) => [" Gesehen auf ", `, ${time}`],
    told: ["Wie die Seite sagt, erfuhr ", ": ", "."],
  },

  stated: {
    title: "Was die Anzeige selbst angibt",
    none: "Nichts. Weder die Anzeige noch die Auktion der Seite sagt, wie Leute ausgesucht wurden.",
    agrees: "Das passt zu unserem Ergebnis.",
    differs: "Das passt nicht zu unserem Ergebnis.",
  },
  campaign: {
    title: "Wie diese Kampagne wohl auswählt",
    seen: (times, sites, since) => `Beurteilt nach ${count(times, "Mal", "Malen")}, auf ${count(sites, "Seite", "Seiten")}, seit ${since}.`,
  },
  sure: { title: "Wie sicher das ist", model: (id) => `Modell ${id}` },

  trait: {
    none: "Noch nichts. Merkmale erscheinen nach ein paar Seiten zum selben Thema.",
    all: (n) => `Alle ${n} zeigen`,
    level: { weak: "schwach", medium: "mittel", strong: "stark" },
    visits,
    marked: { not_me: "nicht du", muted: "weggelassen" },
    corrected: { not_me: "Du sagst, das stimmt nicht. Keine Erklärung nutzt es.", muted: "In Erklärungen weggelassen. Die Besuche sind noch da." },
    visitsTitle: "Die Besuche dahinter",
    untitled: "Eine Seite ohne Titel",
    companies: ["Firmen auf diesen Seiten: ", "."],
    noCompanies: "Whyad sah auf diesen Seiten keine Firma, die Leuten folgt.",
    notMe: "Stimmt nicht",
    mute: "Weglassen",
    undo: "Rückgängig",
    done: {
      not_me: (label) => `Notiert. Erklärungen nutzen ${label} nicht mehr. Die Besuche bleiben, bis du sie vergessen lässt.`,
      muted: (label) => `Weggelassen. Erklärungen nutzen ${label} nicht mehr. Die Besuche bleiben.`,
      none: (label) => `Rückgängig gemacht. Erklärungen dürfen ${label} wieder nutzen.`,
    },
  },

  forget: {
    keep: "Behalten",
    visit: "Vergessen",
    visitTo: (title) => `Den Besuch bei ${title} vergessen`,
    visits: (n) => `Alle ${n} Besuche vergessen`,
    site: ["", " vergessen"],
    askVisits: (n) => `${visits(n)} löschen und alles, was daraus geschlossen wurde? Das lässt sich nicht rückgängig machen.`,
    askSite: (name) => `Jeden Besuch bei ${name} löschen, die Anzeigen dort und alles, was daraus geschlossen wurde? Das lässt sich nicht rückgängig machen.`,
    askHours: (from, until) => `Alles von ${from} bis ${until} löschen und alles, was daraus geschlossen wurde? Das lässt sich nicht rückgängig machen.`,
    askCompany: (name) => `Jeden Kontakt mit ${name} löschen und die Rolle der Firma in deinen Anzeigen? Besuche und Anzeigen bleiben. Das lässt sich nicht rückgängig machen.`,
    askEverything: "Alle Besuche, Anzeigen, Korrekturen und Einstellungen löschen? Das lässt sich nicht rückgängig machen.",
    eraseVisits: (n) => `${visits(n)} löschen`,
    erase: (name) => `${name} löschen`,
    eraseHours: "Diese Zeit löschen",
    eraseEverything: "Alles löschen",
    done: (seen, shown) => `${visits(seen)} und ${ads(shown)} gelöscht.`,
  },

  yourData: {
    title: "Deine Daten",
    hint: "Sie alle liegen auf diesem Computer. Nimm sie mit, oder lass Whyad sie vergessen.",
    export: { title: "Alles mitnehmen", hint: "Eine ZIP-Datei mit allem, was da ist. Darin sagt ein Text auf Englisch, was drin ist.", button: "Kopie sichern" },
    hours: { title: "Eine Zeit vergessen", from: "Ab", long: "für", one: "1 Stunde", three: "3 Stunden", day: "24 Stunden", button: "Diese Zeit vergessen" },
    company: { title: "Eine Firma vergessen", name: "Eine Firma, die auf Seiten dabei war", button: "Diese Firma vergessen" },
    everything: { title: "Alles vergessen", hint: "Besuche, Anzeigen, Korrekturen und Einstellungen. Verbundene Browser bleiben verbunden.", button: "Alles vergessen" },
    saved: (name, kilobytes) => `Gesichert als ${name}, ${count(kilobytes, "Kilobyte", "Kilobyte")}. „whyad import“ liest es wieder ein.`,
    forgotten: "Vergessen. Der Beleg steht unten an erster Stelle.",
  },

  receipt: {
    title: "Belege für das, was vergessen wurde",
    line: (what, time, amount) => `${what}, vergessen ${time}: ${amount}.`,
    nothing: "davon war nichts da",
    what: { visits: "Besuche", site: "Eine Seite", trait: "Besuche zu einem Merkmal", hours: "Eine Zeit", company: "Eine Firma", everything: "Alles" },
    amount: {
      visits,
      tracker_contacts: (n) => count(n, "Kontakt mit einem Tracker", "Kontakte mit Trackern"),
      impressions: ads,
      deliveries: (n) => count(n, "Anzeige, die eine Firma nicht mehr nennt", "Anzeigen, die eine Firma nicht mehr nennen"),
    },
    erased: "Es ist fort aus der Datenbank, ihrem Log und allen Kopien von Whyad. Nichts bringt es zurück.",
    heldUp: (programs) => `Die Zeilen sind fort. Ihre letzten Bytes folgen, sobald ${programs} die Datenbank loslässt; das steht dann hier.`,
    underWay: "Whyad löscht noch, wenn nötig auch nach einem Neustart. Ist das letzte Byte fort, steht es hier.",
  },

  health: {
    good: "Alles läuft",
    bad: "Etwas ist nicht in Ordnung",
    silent: "Whyad antwortet nicht",
    checks: {
      store: { good: "Die Datenbank ist lesbar.", bad: "Die Datenbank hat ein Problem. Starte Whyad neu: es rettet, was lesbar ist." },
      model: { good: "Anzeigen lassen sich erklären.", bad: "Das Modell für die Erklärungen ist nicht nutzbar. „whyad doctor“ sagt, was zu tun ist." },
      disk: { good: "Die Festplatte hat Platz.", bad: "Die Festplatte ist fast voll. Schaff etwas Platz." },
      erasing: { good: "Nichts wartet darauf, gelöscht zu werden.", bad: "Etwas ließ sich noch nicht löschen. „whyad doctor“ sagt, warum." },
    },
  },

  problem: {
    unreachable: "Whyad antwortet nicht. Läuft „whyad serve“ noch?",
    unpaired: "Du bist abgemeldet. „whyad pair“ zeigt einen neuen Code.",
    not_held: "Das gibt es hier nicht mehr. Vielleicht wurde es inzwischen vergessen.",
    wrong_code: "Dieser Code geht nicht: er ist falsch, benutzt oder älter als zwei Minuten. „whyad pair“ zeigt einen neuen.",
    locked: "Zu viele falsche Codes. „whyad pair“ zeigt einen neuen.",
    busy: "Whyad ist beschäftigt. Nichts ging verloren; versuch es gleich noch einmal.",
    damaged: "Die Datenbank ist beschädigt. Starte Whyad neu: es rettet, was lesbar ist, und sagt, was es gerettet hat.",
    no_model: "Anzeigen lassen sich gerade nicht erklären: das Modell ist nicht nutzbar. „whyad doctor“ sagt, was zu tun ist; nichts ist verloren.",
    disk_full: "Die Festplatte ist voll. Nichts wurde gespeichert; schaff Platz und versuch es noch einmal.",
    refused: "Whyad nahm das nicht an. Prüfe deine Eingabe.",
    fault: "In Whyad ging etwas schief. Im Log steht, wo, aber nichts von deinen Seiten.",
  },
};
