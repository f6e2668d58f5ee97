// What a page shows of being a place to log in, and the cookies its own scripts see. Looked at, never kept.

/** Fields that hide what is typed and are no login: a card's code, a password that is only being chosen. */
const NO_LOGIN = ["cc-csc", "new-password", "one-time-code"];

/** Whether a field for a known password is on screen; many pages hold one that only opens later. */
export function asksPassword(page: Document): boolean {
  const fields = [...page.querySelectorAll<HTMLInputElement>("input[type=password]")];
  const shown = fields.filter((field) => field.offsetWidth > 0 && field.offsetHeight > 0);
  return shown.some(({ autocomplete }) => !NO_LOGIN.some((purpose) => autocomplete.includes(purpose)));
}

/** A sandboxed document has no cookies, and says so by throwing. */
export function ownCookies(page: Document): string {
  try {
    return page.cookie;
  } catch {
    return "";
  }
}
