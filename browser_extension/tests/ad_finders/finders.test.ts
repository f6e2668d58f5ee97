import { expect, test } from "vitest";
import { AD_FINDERS } from "../../ad_finders/index";
import type { ScannedDocument } from "../../ad_finders/finder";
import { mergeFindings } from "../../ad_finders/merge";

const NO_RULES: ScannedDocument["rules"] = {
  requests: new Map(),
  selectors: [],
  ad_units: [],
  ad_links: new Set(),
  ad_frames: new Map(),
};

/** Size from the attributes, as there is no layout here; boxes are large unless they say otherwise. */
function sizeOf(element: Element) {
  const side = (name: string) => Number(element.getAttribute(name) ?? 400);
  return { width: side("width"), height: side("height") };
}

function findings(html: string, rules: Partial<ScannedDocument["rules"]> = {}) {
  document.head.innerHTML = '<base href="https://news.example/">';
  document.body.innerHTML = html;
  const page = { root: document, page_host: "news.example", rules: { ...NO_RULES, ...rules }, sizeOf };
  return AD_FINDERS.flatMap((finder) => finder.find(page));
}

function ads(html: string, rules: Partial<ScannedDocument["rules"]> = {}): string[] {
  return mergeFindings(findings(html, rules)).map(
    ({ element, finders }) => `${element.id}: ${finders.map(({ finder }) => finder).join(" ")}`,
  );
}

test("every finder has a name of its own", () => {
  const names = AD_FINDERS.map(({ name }) => name);
  expect(new Set(names).size).toBe(AD_FINDERS.length);
});

test("a frame whose address a rule knows is an ad, and the rule is told", () => {
  const found = findings('<iframe id="f" src="https://ads.example/x"></iframe>', {
    requests: new Map([["https://ads.example/x", "||ads.example^"]]),
  });
  expect(found.map(({ finder, detail }) => [finder, detail])).toContainEqual(["network_rule", "||ads.example^"]);
});

test("a counting pixel is no ad", () => {
  const rules = { requests: new Map([["https://ads.example/p.gif", "||ads.example^"]]) };
  expect(
    ads('<a href="https://shop.example/"><img src="https://ads.example/p.gif" width="1" height="1"></a>', rules),
  ).toEqual([]);
});

test("a script of an ad server makes the box an ad only if the box shows something", () => {
  const rules = { requests: new Map([["https://ads.example/s.js", "||ads.example^"]]) };
  const box = (inside: string) => `<div id="box"><script src="https://ads.example/s.js"></script>${inside}</div>`;
  expect(ads(box(""), rules)).toEqual([]);
  expect(ads(box('<a href="https://shop.example/">Tents</a>'), rules)).toEqual(["box: network_rule"]);
});

test("an element that a cosmetic rule would hide is an ad; an odd selector is skipped", () => {
  expect(ads('<div id="a" class="ad-box"><a href="/x">Tents</a></div>', { selectors: [".ad-box", ":oops("] })).toEqual([
    "a: cosmetic_rule",
  ]);
});

test("a picture of an advertising size that leads to another site is an ad, one to the same site is not", () => {
  const link = (id: string, href: string) =>
    `<a id="${id}" href="${href}" width="300" height="250"><img width="300" height="250"></a>`;
  expect(ads(link("away", "https://shop.example/") + link("home", "https://www.news.example/"))).toEqual([
    "away: iab_size",
  ]);
});

test("slots are known by the marks of ad libraries and by the page's own auction", () => {
  expect(
    ads('<div id="div-gpt-ad-1"></div><div id="my-slot"></div><div id="other"></div>', { ad_units: ["my-slot"] }),
  ).toEqual(["my-slot: slot_api", "div-gpt-ad-1: known_slot"]);
});

test.each(["Advertisement", "Sponsored", "Anzeige", "Publicité:", " ad ", "Sponsored by Tents & Sons"])(
  "a box labelled %s is an ad",
  (label) => {
    expect(ads(`<div id="box"><span>${label}</span><a href="https://shop.example/">Tents</a></div>`)).toEqual([
      "box: ad_label",
    ]);
  },
);

test.each([
  [
    "a menu entry",
    '<ul id="box"><li><a href="/rates"><span>Advertising</span></a></li><li><a href="/a">About</a></li></ul>',
  ],
  ["a footer", '<footer id="box"><span>Advertising</span><a href="/rates">Rates</a></footer>'],
  ["a sentence", '<p id="box"><span>Ad campaigns are sponsored</span> <a href="/a">read on</a></p>'],
  ["an empty slot", '<div id="box"><span>Advertisement</span><div></div></div>'],
])("the word alone makes no ad of %s", (_, html) => {
  expect(ads(html)).toEqual([]);
});

test("a teaser whose link says that it was paid for is an ad, a paid link in a sentence is none", () => {
  const teaser =
    '<a id="teaser" href="https://shop.example/" rel="noopener sponsored"><b>Tents</b> <i>Light ones</i></a>';
  expect(
    ads(`${teaser}<p>We like <a id="word" href="https://shop.example/" rel="sponsored">these tents</a>.</p>`),
  ).toEqual(["teaser: native_unit"]);
});

const unit = (id: string, href: string, words: string) =>
  `<div id="${id}"><a href="${href}"><img><p>${words}</p></a></div>`;

test("each paid link of a box is an ad of its own, the site's own recommendations are none", () => {
  const units = [
    unit("one", "https://pans.example/", "One pan for all"),
    unit("two", "https://pots.example/", "Pots that last"),
    unit("own", "/article", "From our own desk"),
  ];
  const box = `<div id="box"><h4>Sponsored stories</h4>${units.join("")}</div>`;
  expect(ads(box)).toEqual(["one: chumbox", "two: chumbox"]);
});

test("a list of the site's own articles beside an ad is no box of ads", () => {
  const ad = '<div id="ad"><span>Advertisement</span><a href="https://shop.example/">Tents</a></div>';
  const articles = unit("a", "/one", "An article on tents") + unit("b", "/two", "Another article");
  const html = `<aside>${ad}${articles}</aside>`;
  expect(ads(html)).toEqual(["ad: ad_label"]);
});

test("nested findings are one ad, named by the outermost and measured by the innermost unit", () => {
  const frame = '<iframe id="f" src="https://ads.example/x" width="300" height="250"></iframe>';
  const html = `<div id="wrap"><span>Advertisement</span><div id="div-gpt-ad-1">${frame}</div></div>`;
  const rules = { requests: new Map([["https://ads.example/x", "||ads.example^"]]) };
  const [ad, ...others] = mergeFindings(findings(html, rules));
  expect([ad?.element.id, ad?.shown.id, others.length]).toEqual(["wrap", "f", 0]);
  expect(ad?.finders.map(({ finder }) => finder).sort()).toEqual(["ad_label", "known_slot", "network_rule"]);
});

test("a column of several slots is no ad itself, and what was found about it is told of each", () => {
  const html = '<div id="column" class="ad-box"><div id="div-gpt-ad-1"></div><div id="div-gpt-ad-2"></div></div>';
  expect(ads(html, { selectors: [".ad-box"] })).toEqual([
    "div-gpt-ad-1: known_slot cosmetic_rule",
    "div-gpt-ad-2: known_slot cosmetic_rule",
  ]);
});

const banner = (href: string, size = 'width="300" height="250"') =>
  `<a id="a" href="${href}" ${size}><img ${size}></a>`;

test("a frame of an advertising size is no ad by its size alone", () => {
  expect(ads('<iframe id="f" src="https://calendar.example/embed" width="300" height="250"></iframe>')).toEqual([]);
});

test("a sealed frame is an ad if the browser saw it speak to an ad host", () => {
  document.body.innerHTML = '<iframe id="f" src="https://unknown.example/x" width="300" height="250"></iframe>';
  const frame = document.querySelector("iframe") as Element;
  const page = {
    root: document,
    page_host: "news.example",
    rules: { ...NO_RULES, ad_frames: new Map([[frame, "the frame spoke to ads.example"]]) },
    sizeOf,
  };
  expect(AD_FINDERS.flatMap((finder) => finder.find(page)).map(({ finder }) => finder)).toEqual(["ad_frame"]);
});

test("a picture of an advertising size that leads to the site's own channel is no ad", () => {
  expect(ads(banner("https://www.facebook.com/ournews"))).toEqual([]);
});

test("a teaser whose clicks an ad company counts is an ad, a word that is linked so is none", () => {
  const link = "https://clicks.ads.example/r?to=shop";
  const rules = { ad_links: new Set([link]) };
  const word = `<p>We like <a id="w" href="${link}">tents</a></p>`;
  expect(ads(`<a id="t" href="${link}"><h3>Tents</h3><p>Light</p></a>${word}`, rules)).toEqual(["t: ad_click"]);
});

test("a result that the search engine counts as an ad is one, the results beside it are none", () => {
  const result = (id: string, href: string) =>
    `<li id="${id}"><a href="${href}"><h3>Tents</h3></a><p>Light ones</p></li>`;
  const html = `<ol>${result("paid", "/aclk?adurl=https%3A%2F%2Fshop.example")}${result("free", "https://wiki.example/tent")}</ol>`;
  expect(ads(html)).toEqual(["paid: ad_click search_ad"]);
});

test("a box with an AdChoices mark is an ad, the same link in a footer is none", () => {
  const mark = '<a href="https://youradchoices.com/why"><img width="15" height="15"></a>';
  const box = `<div id="box"><a href="https://shop.example/">Tents</a>${mark}</div>`;
  expect(ads(`${box}<footer id="foot">${mark}<a href="/terms">Terms</a></footer>`)).toEqual(["box: adchoices"]);
});

test("the head of a box of paid links, which says whose they are, is no ad of its own", () => {
  const head = `<div id="head"><a href="https://popup.taboola.com/en/?a">by</a><a href="https://popup.taboola.com/en/?b">Why</a></div>`;
  const stories = Array.from({ length: 12 }, (_, place) => `<a href="https://shop${place}.example/">Story</a>`);
  expect(ads(`<div>${head}${stories.join("")}</div>`)).toEqual([]);
});

test("a player that counts down an ad shows one, a player alone does not", () => {
  const player = (id: string, inside: string) =>
    `<div id="${id}"><video width="640" height="360"></video>${inside}</div>`;
  expect(ads(player("ad", "<div>Ad 1 of 2 · 0:12</div>") + player("film", "<div>Adventure 0:12</div>"))).toEqual([
    "ad: video_ad",
  ]);
});

test.each(["Bezahlte Anzeige", "Contenu sponsorisé", "Contenido patrocinado", "Conteúdo patrocinado", "Pubblicità"])(
  "%s marks an ad",
  (label) => {
    expect(ads(`<div id="box"><p>${label}</p><a href="/in-house"><h3>A story</h3></a></div>`)).toEqual(["box: ad_label"]);
  },
);

test.each([
  "Advertentie",
  "Materiał sponsorowany",
  "Annonsørinnhold",
  "Sponsoreret",
  "Annons från Banken",
  "Kaupallinen yhteistyö",
  "Inzerce",
  "Hirdetés",
  "Publicitate",
  "Διαφήμιση",
  "Reklam",
  "На правах рекламы",
  "広告",
  "广告",
  "광고",
  "إعلان",
  "פרסומת",
])("%s marks an ad in its language", (label) => {
  expect(ads(`<div id="box"><p>${label}</p><a href="https://shop.example/">…</a></div>`)).toEqual(["box: ad_label"]);
});

test("a word that is emphasised in a sentence labels nothing", () => {
  expect(ads('<p id="p">He filed an <span>Anzeige</span> against them. <a href="/more">More</a></p>')).toEqual([]);
});

test("the picture in a labelled box is what is seen of the ad; a teaser is seen as a whole", () => {
  const [shownOf, teaser] = [
    `<div id="box"><p>Advertisement</p>${banner("https://shop.example/")}</div>`,
    '<div id="tile"><p>Sponsored</p><a href="https://shop.example/"><img><h3>Light tents</h3></a></div>',
  ].map((html) => mergeFindings(findings(html))[0]?.shown);
  expect([shownOf?.localName, teaser?.id]).toEqual(["img", "tile"]);
});
