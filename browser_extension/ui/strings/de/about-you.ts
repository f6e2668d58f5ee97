// Was über die Person geschlossen wird, was eine Änderung daran tat, und klare Antworten auf einen Verdacht.
import type { AboutYouStrings } from "../en/about-you";

const count = (n: number, one: string, many: string): string => (n === 1 ? `1 ${one}` : `${n} ${many}`);

export const aboutYouDe: AboutYouStrings = {
  level: { weak: "schwach", medium: "mittel", strong: "stark" },
  traits: {
    intro:
      "Was deine Besuche unserem Modell nahelegen. Firmen können anders denken. Was du nicht mehr liest, verblasst " +
      "von selbst.",
    none: "Noch nichts. Whyad braucht ein paar Seiten, bevor es etwas schließt.",
    loading: "Whyad liest nach …",
    line: (visits, day) => `Aus ${count(visits, "Besuch", "Besuchen")}, zuletzt am ${day}`,
    strength: (word) => `Stärke: ${word}`,
    corrected: { not_me: "Du sagst: stimmt nicht", muted: "In Erklärungen weggelassen" },
    use: { name: "Wieder nutzen", hint: "Erklärungen dürfen es wieder nutzen." },
    forget: {
      name: "Die Besuche dahinter vergessen",
      hint: "Löscht sie und alles, was daraus geschlossen wurde.",
      ask: (label) => `Jeden Besuch löschen, der für ${label} spricht? Das lässt sich nicht rückgängig machen.`,
      confirm: "Diese Besuche löschen",
    },
    open: (label) => `Was für ${label} spricht`,
    added: (words) => `Wörter: ${words}`,
    companies: (names) => `Auch dort: ${names}.`,
    forgot: (visits, label) => `${count(visits, "Besuch", "Besuche")} für ${label} gelöscht.`,
  },
  effect: {
    levels: (label, from, to) => `${label} geht von ${from} auf ${to}.`,
    gone: (label) => `${label} ist verschwunden.`,
    more: (n) => `Dazu ${n === 1 ? "ändert sich 1 weiteres Merkmal" : `ändern sich ${n} weitere Merkmale`}.`,
    none: "Deine Merkmale bleiben, wie sie waren.",
    ad: (before, after) => `Für dich gilt diese Anzeige nun als ${after} so wahrscheinlich, nicht ${before}.`,
    adSame: "Die Zahl für diese Anzeige bleibt dieselbe.",
    adGone: "Diese Anzeige stand auf so einer Seite und ist mit gelöscht.",
  },
  suspicion: {
    title: "War es etwas anderes?",
    intro: "Wähle deinen Verdacht. Whyad antwortet aus dem, was es sah, und sagt, was es nicht wissen kann.",
    kinds: {
      search: "Etwas, das ich gesucht habe",
      shop: "Eine Seite, auf der ich war",
      email: "Meine E-Mail-Adresse",
      place: "Wo ich bin",
      page: "Diese Seite",
      voice: "Etwas, das ich laut gesagt habe",
    },
    which: { search: "Welche Suche? Leer heißt: irgendeine.", shop: "Welche Seite? Leer heißt: irgendeine." },
    ask: "Fragen",
    verdict: {
      yes: "Es sieht so aus",
      partly: "Vielleicht zum Teil",
      no: "Es sieht nicht so aus",
      cannot_tell: "Whyad kann es nicht wissen",
    },
    clue: (label, factor, range) =>
      `Es spricht mit für ${label}. Damit war diese Anzeige ${factor} so wahrscheinlich (zwischen ${range}).`,
    pair: (low, high) => `${low} und ${high}`,
    clueNothing: (label) => `Es spricht mit für ${label}, aber das hat an dieser Anzeige kaum etwas geändert.`,
    unsure: "Es kann auch nichts sein: die Schätzung reicht von unwahrscheinlicher bis wahrscheinlicher.",
    outOfReach: "Aber keine Firma hinter dieser Anzeige war dort zu sehen.",
    inReach: "Eine Firma hinter dieser Anzeige war dort, sie konnte es also wissen.",
    noSearch: "Whyad sah keine Suche von dir, die für diese Anzeige spricht. Es kennt nur Suchen in diesem Browser.",
    noSite: "Whyad sah keinen Besuch von dir dort, der für diese Anzeige spricht.",
    noPlace: "Whyad sah kein Zeichen dafür, dass Ort, Zeit oder Gerät den Ausschlag gaben.",
    noPage: "Whyad sah kein Zeichen dafür, dass das Thema dieser Seite zählte.",
    emailBehind: "Eine Firma hinter der Anzeige konnte dich also in einer Liste finden. Ob sie es tat, bleibt verborgen.",
    emailElsewhere: "Keine Firma hinter der Anzeige bekam sie, soweit zu sehen. Was sie einander sagen, bleibt verborgen.",
    emailUnseen:
      "Whyad sah keine Prüfsumme einer Adresse von dir hinausgehen. Es sucht nach denen aus deinen Einstellungen. " +
      "Listen, die Firmen anderswo abgleichen, bleiben verborgen.",
    listed: "Solche Listen bestehen oft aus E-Mail-Adressen.",
    othersToo: "Andere Besuche sagen dasselbe: ohne diesen wäre die Anzeige etwa so wahrscheinlich gewesen.",
    onlyRescored: "Es ist nicht unter den Besuchen, die hier stehen, aber ohne es ändert sich die Antwort.",
    voice: "Whyad hört nichts und sieht keine Apps. Ausschließen kann es das also nicht.",
    otherwise: (label, factor) =>
      `Was es sah, deutet auf ${label}: ${factor} so wahrscheinlich. Ein Mikrofon braucht das nicht.`,
    otherwiseNothing: "Es sieht nichts, das auf dich deutet.",
  },
};
