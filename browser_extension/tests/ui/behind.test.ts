import { expect, test } from "vitest";
import type { AdvertiserHint } from "../../contract/payloads";
import { BEHIND } from "../../ui/preview/behind-scene";
import { wordsOf } from "../../ui/strings/languages";
import { advertiserView, consentView, domainName, sellerName, toldGroups } from "../../ui/words/behind";

const EN = wordsOf("en");
const plain = (text: string): string => text.replaceAll(/[\u2068\u2069]/gu, "");
const hint = (source: AdvertiserHint["source"], domain: string, name = ""): AdvertiserHint => ({
  source,
  domain,
  name,
});

test("an advertiser is as sure as its best hint, and a bid that says otherwise is told", () => {
  const link = hint("link", "tents.example");

  expect(advertiserView([link, hint("bid", "tents.example")])).toMatchObject({ sureness: "proven", instead: "" });
  expect(advertiserView([link, hint("bid", "boats.example")])).toMatchObject({
    sureness: "seen",
    instead: "boats.example",
  });
  expect(advertiserView([hint("bid", "boats.example"), hint("payer", "", "Boats Ltd")])).toMatchObject({
    sureness: "claimed",
    payer: "Boats Ltd",
  });
  expect(advertiserView([hint("visible_text", "", "Boats Ltd")])).toMatchObject({
    sureness: "guessed",
    name: "Boats Ltd",
  });
  expect(advertiserView([]).sureness).toBe("unknown");
});

test("bidders that were told the same stand in one line, those of this ad apart from the others", () => {
  const groups = toldGroups(BEHIND.told, EN);

  expect(groups.map(({ companies }) => companies)).toEqual([["Alpha Ads"], ["Fjord", "Ember Exchange"]]);
  expect(plain(groups[0]?.lines.join(" ") ?? "")).toBe(
    "Groups you were put in: telco.example: 677 Camping; news.example: subscriber. Words about you: hiking; born 1987. " +
      "Where you are: Leipzig. Ids of you, made by: sharedid.org.",
  );
});

test("a consent string reads as what was agreed to, what was not, and by whom it was not heeded", () => {
  const [tcf, gpp, gpc] = BEHIND.consents.map((signal) => consentView(EN, signal));

  expect(tcf?.purposes[0]).toBe("Yes to: keep things on your device; pick ads with little data; measure ads.");
  expect(tcf?.purposes[1]).toContain("build an ad profile of you");
  expect(tcf?.lines.map(plain)).toContain("Took part in this ad without your yes: Cobalt Audience.");
  expect(gpp?.lines).toEqual(["Your choice for the United States is passed on: do not sell or share my data."]);
  expect(gpc?.lines[0]).toContain("Global Privacy Control");
});

test("purposes nobody recorded are not spoken of, and an empty list is a plain no", () => {
  const [signal] = BEHIND.consents;
  const said = (purposes: number[] | null) => signal && consentView(EN, { ...signal, purposes }).purposes;

  expect(said(null)).toEqual([]);
  expect(said([])).toEqual(["No to every purpose."]);
  expect(said([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])).toEqual(["Yes to all purposes."]);
});

test("a brand is named beside the domain, and its owner where it stands alone", () => {
  const names = new Map([["ib.adnxs.com", { brand: "AppNexus", owner: "Microsoft" }]]);

  expect(plain(domainName("ib.adnxs.com", "Microsoft", names, EN))).toBe("AppNexus (ib.adnxs.com)");
  expect(plain(domainName("cdn.example", "Microsoft", names, EN))).toBe("cdn.example");
  expect(plain(sellerName("ib.adnxs.com", names, EN))).toBe("AppNexus, part of Microsoft");
  expect(plain(sellerName("seller.example", names, EN))).toBe("seller.example");
});
