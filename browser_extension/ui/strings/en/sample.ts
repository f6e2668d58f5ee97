// The sample person's day in English: nobody real, no real company.
export const sampleEn = {
  camping: "Camping",
  finance: "Personal Finance",
  company: "Sample Ads Ltd",
  visits: [
    { title: "Ten ridge walks for a long weekend", words: ["ridge", "hut", "walks"] },
    { title: "two person tent under 2 kg", words: ["tent"] },
    { title: "Which sleeping mat for stony ground?", words: ["sleeping mat", "tent"] },
  ] as [SampleVisit, SampleVisit, SampleVisit],
  ads: [
    {
      advertiser: "tents.example",
      text: "Three-season tents, now lighter",
      sentence: "Your interest in camping made this ad about 4 times likelier, as far as our model can tell.",
    },
    {
      advertiser: "harbourbank.example",
      text: "Fixed for ten years. See what you could save.",
      sentence: "This page is about personal finance, and so is the ad, as far as our model can tell.",
    },
    {
      advertiser: "sofas.example",
      text: "Everything must go",
      sentence: "Probably not about you: this ad seems to be shown to everyone.",
    },
  ],
  campingMoved: "Your interest in camping, from 3 visits, made it about 4 times likelier.",
  pageMoved: "This page, about personal finance, made it a bit less likely.",
  without: "Without it this ad would have been about as likely for you as for anyone.",
  changed: "Without your interest in camping this ad would seem to be shown to everyone.",
  instead:
    "Without your interest in camping other ads would more often have stood here, as far as our model can tell.",
  caveat: "This is sample data. It says nothing about you.",
};

export interface SampleVisit {
  title: string;
  words: string[];
}
export type SampleStrings = typeof sampleEn;
