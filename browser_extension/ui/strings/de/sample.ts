// Der Tag der erfundenen Person auf Deutsch: niemand Wirkliches, keine wirkliche Firma.
import type { SampleStrings } from "../en/sample";

export const sampleDe: SampleStrings = {
  camping: "Zelten",
  finance: "Persönliche Finanzen",
  company: "Beispielwerbung GmbH",
  visits: [
    { title: "Zehn Gratwanderungen für ein langes Wochenende", words: ["Grat", "Hütte", "Wanderungen"] },
    { title: "Zelt für zwei unter 2 kg", words: ["Zelt"] },
    { title: "Welche Isomatte für steinigen Boden?", words: ["Isomatte", "Zelt"] },
  ],
  ads: [
    {
      advertiser: "zelte.example",
      text: "Zelte für drei Jahreszeiten, jetzt leichter",
      sentence:
        "Durch dein Interesse am Thema Zelten wurde diese Anzeige etwa 4 Mal so wahrscheinlich, " +
        "soweit unser Modell das sagen kann.",
    },
    {
      advertiser: "hafenbank.example",
      text: "Zehn Jahre fest. Sieh nach, was du sparst.",
      sentence:
        "Diese Seite und die Anzeige haben dasselbe Thema (Persönliche Finanzen), " +
        "soweit unser Modell das sagen kann.",
    },
    {
      advertiser: "couch.example",
      text: "Alles muss raus",
      sentence: "Wohl nicht über dich: diese Anzeige ist anscheinend für alle da.",
    },
  ],
  campingMoved: "Durch dein Interesse am Thema Zelten, aus 3 Besuchen, wurde sie etwa 4 Mal so wahrscheinlich.",
  pageMoved: "Durch diese Seite zum Thema Persönliche Finanzen wurde sie etwas weniger wahrscheinlich.",
  without: "Ohne das wäre diese Anzeige für dich etwa so wahrscheinlich gewesen wie für alle.",
  changed: "Ohne dein Interesse am Thema Zelten schiene diese Anzeige allen gezeigt zu werden.",
  instead:
    "Ohne dein Interesse am Thema Zelten stünden hier öfter andere Anzeigen, soweit unser Modell das sagen kann.",
  caveat: "Das sind Beispieldaten. Über dich sagen sie nichts.",
};
