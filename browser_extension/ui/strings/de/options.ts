// Die Worte der Einstellungen auf Deutsch.
import type { OptionsStrings } from "../en/options";

const count = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);

export const optionsDe: OptionsStrings = {
  title: "Einstellungen von Whyad",
  connection: "Verbindung",
  paired: "Dieser Browser ist mit Whyad auf diesem Computer verbunden.",
  notPaired:
    "Nicht verbunden, also wird nichts notiert. Gib in einem Terminal „whyad pair“ ein und hier den Code, den es " +
    "zeigt. Ein Code gilt einmal, zwei Minuten lang.",
  tokenRefused:
    "Whyad auf diesem Computer nimmt diesen Browser nicht mehr an. Gib „whyad pair“ ein und hier den neuen Code: " +
    "was bis dahin notiert wurde, ist aufgehoben und wird gesendet.",
  code: "Code zum Verbinden",
  pair: "Verbinden",
  pairing: "Verbindet …",
  pairDone: "Verbunden. Whyad merkt sich nun die Seiten, die du besuchst, und ihre Anzeigen.",
  unpair: "Diesen Browser trennen",
  unpairHint: "Was Whyad hat, bleibt auf diesem Computer. Was hier noch wartet, wird gelöscht.",
  unpairDone: "Getrennt. In diesem Browser wird nichts mehr notiert und nichts mehr gesendet.",
  address: "Adresse von Whyad",
  addressHint: "Immer dieser Computer, mit dem Port, auf dem Whyad hört.",
  addressWrong: "Nimm eine Adresse dieses Computers, etwa http://127.0.0.1:7391.",
  save: "Speichern",
  saved: "Gespeichert.",
  face: "Aussehen",
  language: "Sprache",
  languageAuto: "Wie der Browser",
  marks: "Anzeigen in der Seite markieren",
  marksHint:
    "Ein kleines Zeichen in der Ecke jeder erklärten Anzeige. Es verschiebt nichts; die Seite kann nicht lesen, was es sagt.",
  paused: "Pausierte Seiten",
  pausedNone: "Keine. Nimm „Hier pausieren“ in der Leiste auf einer Seite, die Whyad nicht sehen soll.",
  pausedAdd: "Eine Seite pausieren",
  pausedAddButton: "Pausieren",
  pausedWrong: "Schreib den Namen einer Seite, etwa news.example.",
  resumeSite: (domain) => `Auf ${domain} fortsetzen`,
  resume: "Fortsetzen",
  leftOut: "Was ausgenommen ist",
  leftOutAlways: "Nie notiert: Seiten zum Anmelden, private Fenster, Dateien und was in deinem eigenen Netz liegt.",
  leftOutList: "Heikle Seiten auslassen",
  leftOutListHint:
    "Gesundheit, Sex, Glaube, Politik, Geld, Briefe und mehr, nach einer Liste, die dabei ist.",
  leftOutRules: "Eigene Regeln",
  leftOutRulesHint: "Je Zeile: eine Website (forum.example), ein Adressanfang (club.example/treffen) oder ein Wort.",
  addresses: "Deine E-Mail-Adressen und Nummern",
  addressesText:
    "Websites geben sie verschlüsselt weiter, damit Firmen dich wiedererkennen. Nenne Whyad deine, dann merkt es das. " +
    "Sie bleiben in diesem Browser, auch dort nur verschlüsselt: nicht einmal der Dienst auf diesem Computer erfährt sie.",
  addressAdd: "Adresse oder Nummer mit Ländervorwahl",
  addressAddButton: "Hinzufügen",
  addressRemove: "Entfernen",
  addressRemoveOne: (masked) => `${masked} entfernen`,
  settings: "Was behalten und gezeigt wird",
  settingsOff: "Verbinde diesen Browser, um das zu ändern.",
  retention: "Besuche und Anzeigen behalten für",
  retentionUnit: "Tage",
  retentionWrong: "Wähle zwischen 1 und 3650 Tagen.",
  sensitive: "Heikle Themen beim Namen nennen",
  sensitiveHint: "Gesundheit, Glaube, Politik, Sexualität und Ähnliches. Verborgen, bis du sie sehen willst.",
  stated: "Nutzen, was Anzeigen über sich angeben",
  statedHint: "Aus: Erklärungen stützen sich nur auf deine eigenen Daten.",
  place: "Wo du ungefähr bist",
  placeHint: "Stadt oder Region, um Anzeigen dafür zu erkennen. Lass es leer, wenn du es nicht sagen willst.",
  lists: "Anzeigen und Verfolger erkennen",
  listsDate: (day) => `Whyad bringt Filterlisten vom ${day} mit. Es lädt keine herunter.`,
  listsDateUnknown: "Whyad bringt eigene Filterlisten mit. Es lädt keine herunter.",
  rules: "Weitere Filterregeln",
  rulesHint: "Eine je Zeile, wie Werbeblocker sie schreiben: ||ads.example^$third-party",
  companies: "Weitere Firmennamen",
  companiesHint: "Einer je Zeile: ads.example = Example Ads",
  saveLists: "Listen speichern",
  listsDone: (rules, companies) =>
    `Gespeichert: ${count(rules, "Regel", "Regeln")}, ${count(companies, "Firmenname", "Firmennamen")} in Gebrauch.`,
  keeps: "Was Whyad behält",
  keepsText: [
    "Nichts, bevor dieser Browser verbunden ist, und nichts mehr, sobald du ihn trennst.",
    "Solange er verbunden ist: Adresse, Titel, Überschriften und Beschreibung der Seiten, die du besuchst, " +
      "welche Firmen dort mitlesen, und die Anzeigen, die du gesehen hast.",
    "Nie, was du in Formulare schreibst, nie den Text deiner Nachrichten, nie private Fenster.",
    "Alles bleibt auf diesem Computer. Whyad sendet sonst nirgends hin und hat kein Konto.",
  ],
  cannot: "Was es nicht wissen kann",
  cannotText: [
    "Was eine Werbefirma bei sich entschied, kaufte oder heimlich erfuhr.",
    "Was du tatest, bevor Whyad da war, auf anderen Geräten oder in Apps.",
    "Ob eine Schätzung für eine einzelne Anzeige stimmt. Es sagt, wie sicher es ist, und schweigt sonst.",
  ],
};
