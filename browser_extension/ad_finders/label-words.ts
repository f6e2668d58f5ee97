// The words by which ads must be marked, in many languages. Each stands alone in its element, or before the name of who
// paid.

/** Whole labels, in lower case. */
const LABELS: ReadonlySet<string> = new Set(
  Object.values({
    english: [
      "ad",
      "advertisement",
      "advertisements",
      "advertising",
      "advertorial",
      "advertiser content",
      "advertisement feature",
      "paid post",
      "paid content",
      "paid partnership",
      "paid promotion",
      "promoted",
      "promoted post",
      "promoted content",
      "sponsored",
      "sponsored ad",
      "sponsored content",
      "sponsored post",
      "sponsored story",
      "sponsored by",
      "sponsored link",
      "sponsored links",
      "paid for by",
      "presented by",
      "partner content",
      "brand content",
      "branded content",
      "ad feature",
      "in partnership with",
      "sponsored listing",
      "sponsored result",
      "sponsored product",
      "ad content",
      "ads by",
    ],
    german: [
      "anzeige",
      "anzeigen",
      "werbung",
      "bezahlte anzeige",
      "bezahlte werbung",
      "bezahlter inhalt",
      "gesponsert",
      "gesponserter beitrag",
      "gesponserter inhalt",
      "gesponserte inhalte",
      "sponsored post",
      "werbeanzeige",
      "entgeltliche einschaltung",
      "entgeltliche anzeige",
      "bezahlte partnerschaft",
      "advertorial",
      "anzeigensonderveröffentlichung",
    ],
    french: [
      "publicité",
      "pub",
      "annonce",
      "annonces",
      "sponsorisé",
      "contenu sponsorisé",
      "contenu partenaire",
      "publi-reportage",
      "publireportage",
      "publirédactionnel",
      "publi-rédactionnel",
      "partenariat rémunéré",
      "publication sponsorisée",
      "annonce sponsorisée",
    ],
    spanish: [
      "publicidad",
      "anuncio",
      "anuncios",
      "patrocinado",
      "contenido patrocinado",
      "contenido promocionado",
      "promocionado",
      "publirreportaje",
      "contenido de marca",
      "publicación patrocinada",
    ],
    portuguese: [
      "publicidade",
      "anúncio",
      "anúncios",
      "conteúdo patrocinado",
      "patrocinada",
      "publieditorial",
      "informe publicitário",
      "conteúdo de marca",
      "publicação patrocinada",
    ],
    italian: [
      "pubblicità",
      "annuncio",
      "annunci",
      "annuncio pubblicitario",
      "sponsorizzato",
      "contenuto sponsorizzato",
      "informazione pubblicitaria",
      "messaggio promozionale",
      "contenuto pubblicitario",
      "post sponsorizzato",
    ],
    dutch: [
      "advertentie",
      "advertenties",
      "gesponsord",
      "gesponsorde inhoud",
      "gesponsord bericht",
      "ingezonden mededeling",
      "betaalde inhoud",
      "partnerbijdrage",
      "reclame",
    ],
    polish: [
      "reklama",
      "ogłoszenie płatne",
      "sponsorowane",
      "artykuł sponsorowany",
      "materiał sponsorowany",
      "materiał promocyjny",
      "materiał partnera",
      "treść sponsorowana",
    ],
    swedish: [
      "annons",
      "annonser",
      "sponsrat",
      "sponsrat innehåll",
      "annonsörsinnehåll",
      "betalt innehåll",
      "reklam",
      "i samarbete med",
    ],
    norwegian: ["annonse", "annonser", "reklame", "sponset", "sponset innhold", "annonsørinnhold", "betalt innhold"],
    danish: [
      "annoncer",
      "annoncørbetalt indhold",
      "sponsoreret",
      "sponsoreret indhold",
      "betalt indhold",
      "kommercielt samarbejde",
    ],
    finnish: [
      "mainos",
      "mainokset",
      "ilmoitus",
      "kaupallinen yhteistyö",
      "sponsoroitu",
      "maksettu mainos",
      "sponsoroitu sisältö",
    ],
    czech: [
      "reklama",
      "inzerce",
      "inzerát",
      "sponzorováno",
      "sponzorovaný obsah",
      "komerční sdělení",
      "placená inzerce",
      "komerční obsah",
    ],
    hungarian: [
      "hirdetés",
      "reklám",
      "szponzorált",
      "szponzorált tartalom",
      "fizetett tartalom",
      "támogatott tartalom",
    ],
    romanian: ["publicitate", "reclamă", "sponsorizat", "conținut sponsorizat"],
    greek: ["διαφήμιση", "χορηγούμενο", "χορηγούμενη", "διαφημιστικό"],
    turkish: ["reklam", "sponsorlu", "sponsorlu içerik", "ilan", "reklamlar"],
    russian: [
      "реклама",
      "на правах рекламы",
      "партнёрский материал",
      "партнерский материал",
      "спонсорский материал",
      "промо",
      "спецпроект",
    ],
    ukrainian: ["реклама", "на правах реклами", "спонсоровано"],
    japanese: ["広告", "pr", "スポンサー", "スポンサーリンク", "提供", "プロモーション", "タイアップ"],
    chinese: ["广告", "廣告", "推广", "赞助", "贊助"],
    korean: ["광고", "스폰서", "협찬"],
    arabic: ["إعلان", "إعلانات", "ممول", "برعاية"],
    hebrew: ["פרסומת", "מודעה", "ממומן", "תוכן שיווקי"],
    hindi: ["विज्ञापन", "प्रायोजित"],
    indonesian: ["iklan", "bersponsor", "disponsori"],
    vietnamese: ["quảng cáo", "được tài trợ"],
  }).flat(),
);

/** A label with the name of who paid behind it: "Sponsored by X", "Annons från X", "Anzeige: X". */
const PAID_WORDS = [
  "sponsored|promoted|presented|paid for|ad|ads|advertisement|paid post|paid partnership",
  "gesponsert|anzeige|werbung|publicité|sponsorisé|annonce|patrocinado|promocionado|sponsorizzato",
  "gesponsord|advertentie|annons|annonse|sponset|sponsoreret|sponsorowane|реклама",
].join("|");
const PREPOSITIONS = " by| from| von| par| de| por| da| door| från| fra| af| przez|:| ·| •| \\|";
const LABEL_WITH_NAME = new RegExp(`^((${PAID_WORDS})(${PREPOSITIONS})|paid partnership with) ?\\S`, "i");
/** “Advertisement - story continues below”: only words that name nothing else may have more behind a dash. */
const PLAIN_WORDS =
  "advertisement|werbung|anzeige|publicité|publicidad|publicidade|pubblicità|advertentie|annons|annonse|reklama|" +
  "mainos|hirdetés|реклама";
const LABEL_WITH_HINT = new RegExp(`^(${PLAIN_WORDS})\\s*[-–—]\\s*\\S`, "i");
/** In East Asia the word stands in brackets before the name of who paid, or before a name in brackets. */
const BRACKETED = /^[【[（(](pr|ad|広告|広告主|광고|협찬|广告|廣告)[】\])）]|^(pr|ad|広告|광고|广告)\s*[（(【]|^ad\s+\p{Script=Hangul}/iu;
/** English builds such labels freely: "paid partner content", "sponsored feature". */
const ENGLISH =
  /^(paid|sponsored|promoted|branded|advertiser|partner) (partner )?(content|post|story|article|feature|message|link|listing|result|product|video|partner|program|offer|ad)s?$/;
const MAX_LABEL = 80; // characters

/** Whether a text that stands alone marks something as paid for. */
export function isLabelText(text: string): boolean {
  if (text.length === 0 || text.length > MAX_LABEL) return false;
  const word = text.trim().replace(/\s+/g, " ");
  const isPlain = LABELS.has(plain(word)) || ENGLISH.test(plain(word));
  return isPlain || [LABEL_WITH_NAME, LABEL_WITH_HINT, BRACKETED].some((form) => form.test(word));
}

/** Without what surrounds a label: brackets, dashes, colons, an information sign. */
function plain(word: string): string {
  return word
    .toLowerCase()
    .replace(/^[\s[(–—\-|·•*]+/, "")
    .replace(/[\s\])–—\-|:·•*.ⓘ▼▾›»]+$/, "");
}
