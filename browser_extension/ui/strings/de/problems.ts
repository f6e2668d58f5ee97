// Was schiefgehen kann, nach seinem Kürzel, und was dann zu tun ist, auf Deutsch.
import type { ProblemStrings } from "../en/problems";

export const problemsDe: ProblemStrings = {
  texts: {
    unreachable: {
      title: "Der Dienst von Whyad antwortet nicht",
      detail: "Starte ihn mit „whyad serve“. Was du bis dahin siehst, wartet in diesem Browser.",
    },
    not_ours: {
      title: "Ein anderes Programm antwortet statt Whyad",
      detail: "Es konnte nicht zeigen, dass es der verbundene Dienst ist. So bekam es auch nichts.",
    },
    silent: {
      title: "Die Erweiterung antwortet nicht",
      detail: "Schließe diese Leiste und öffne sie wieder. Hilft das nicht, lade Whyad in der Liste der Erweiterungen neu.",
    },
    unpaired: {
      title: "Dieser Browser ist nicht verbunden",
      detail: "Gib in einem Terminal „whyad pair“ ein und den Code in die Einstellungen.",
    },
    not_a_code: { title: "Das ist kein Code", detail: "Ein Code hat acht Ziffern; „whyad pair“ zeigt einen." },
    wrong_code: {
      title: "Dieser Code geht nicht",
      detail: "Er ist falsch, benutzt oder älter als zwei Minuten. „whyad pair“ zeigt einen neuen.",
    },
    locked: { title: "Zu viele falsche Codes", detail: "Hol dir mit „whyad pair“ einen neuen." },
    bad_address: {
      title: "Diese Adresse geht nicht",
      detail: "Gib eine E-Mail-Adresse ein oder eine Telefonnummer mit Landesvorwahl, etwa +49 30 1234567.",
    },
    bad_service_url: {
      title: "Diese Adresse geht nicht",
      detail: "Gib eine Adresse dieses Computers ein, etwa http://127.0.0.1:7391.",
    },
    company_line: {
      title: "Die Liste der Firmen ist nicht lesbar",
      detail: "In jeder Zeile soll „Domain = Firma“ stehen.",
    },
    service_not_told: {
      title: "Getrennt, aber der Dienst weiß es nicht",
      detail: "Es wird nichts mehr notiert oder gesendet. Der Dienst führt diesen Browser noch; entferne ihn dort.",
    },
    foreign_dashboard: {
      title: "Die Übersicht wurde nicht geöffnet",
      detail: "Der Dienst nannte eine Adresse, die nicht seine eigene ist.",
    },
    not_held: { title: "Das gibt es hier nicht mehr", detail: "Vielleicht wurde es inzwischen vergessen." },
    busy: { title: "Whyad ist beschäftigt", detail: "Nichts ging verloren. Versuch es gleich noch einmal." },
    damaged: {
      title: "Die Datenbank ist beschädigt",
      detail: "Starte Whyad neu: es rettet, was lesbar ist, und sagt, was es gerettet hat.",
    },
    no_model: {
      title: "Anzeigen lassen sich gerade nicht erklären",
      detail: "Das Modell ist nicht nutzbar. „whyad doctor“ sagt, was zu tun ist; nichts ist verloren.",
    },
    disk_full: { title: "Die Festplatte ist voll", detail: "Nichts wurde gespeichert. Schaff Platz und versuch es wieder." },
    refused: {
      title: "Whyad nahm die Anfrage nicht an",
      detail: "Erweiterung und Dienst passen vielleicht nicht zusammen. Bring beide auf den neuesten Stand.",
    },
    fault: {
      title: "In Whyad ging etwas schief",
      detail: "Versuch es noch einmal. Passiert es wieder, melde es bitte; in den Logs steht nichts von deinen Seiten.",
    },
  },
  inLine: (line) => `Zeile ${line}.`,
};
