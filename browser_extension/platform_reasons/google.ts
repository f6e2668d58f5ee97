import { type PlatformReader, anyOf } from "./card";

/** My Ad Center's card on Search and YouTube, and the “Why this ad” page behind AdChoices. */
export const google: PlatformReader = {
  platform: "google",
  hosts: /(^|\.)(google\.[a-z.]{2,6}|youtube\.com)$/,
  titles: anyOf(
    "my ad center|mein anzeigencenter|mon centre d['’]annonces|mi centro de anuncios",
    "about this ad|über diese werbung|why (this ad|you['’]re seeing)",
    "warum (diese werbung|sie diese anzeige sehen)",
  ),
  reasonHeadings: anyOf(
    "why (this ad|you['’]re seeing (this|these) ads?)|warum (diese werbung|sehen sie|sie diese)",
    "pourquoi (cette annonce|vous voyez)|por qué (se muestra|ves)",
  ),
  advertiser: [
    /^(?:advertiser|werbetreibender|annonceur|anunciante): (.+)$/i,
    /^(?:paid for by|bezahlt von|payée? par|pagado por):? (.+)$/i,
  ],
  noReasons: /learn more|weitere informationen|en savoir plus|más información|ad settings|report (this )?ad|block ad/i,
};
