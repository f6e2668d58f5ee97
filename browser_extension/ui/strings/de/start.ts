// Die erste Minute mit Whyad, und was dort steht, wo Beispieldaten zu sehen sind.
import type { StartStrings } from "../en/start";

export const startDe: StartStrings = {
  title: "Warum sehe ich diese Anzeige?",
  does: "Was es tut",
  doesText:
    "Whyad merkt sich die Seiten, die du öffnest, und die Anzeigen dort. Dann sagt es zu jeder, was sie für dich wahrscheinlicher machte.",
  keeps: "Was es behält",
  keepsText:
    "Adressen, Titel und Anzeigen, nur auf diesem Computer. Nie, was du tippst, nie private Fenster. Alles lässt sich löschen.",
  cannot: "Was es nicht wissen kann",
  cannotText:
    "Was Firmen im Verborgenen entscheiden, was du anderswo tust, und ob eine Schätzung stimmt. Es sagt, wie sicher es ist.",
  choose: "Wie möchtest du anfangen?",
  record: { name: "Aufzeichnen", hint: "Alle Seiten, außer denen, die du pausierst." },
  careful: {
    name: "Aufzeichnen ohne heikle Seiten",
    hint: "Seiten über Gesundheit, Sex, Glaube, Politik, Geld und Ähnliches bleiben außen vor.",
  },
  look: {
    name: "Erst einmal umsehen",
    hint: "Mit Beispieldaten einer erfundenen Person. Von dir wird nichts notiert.",
  },
  next: "Ein Schritt fehlt noch: diesen Browser verbinden.",
  steps: [
    "Öffne ein Terminal und gib „whyad serve“ ein.",
    "Gib in einem zweiten „whyad pair“ ein.",
    "Schreib den Code, den es zeigt, in das Feld in den Einstellungen.",
  ],
  toOptions: "Einstellungen öffnen",
  change: "Alles das lässt sich später in den Einstellungen ändern.",
  sampleLabel: "Beispieldaten: eine erfundene Person, nicht du",
  leaveSample: "Rundgang beenden",
  sampleNote: "Änderungen sind hier nur zum Zeigen.",
};
