// Times as people write them, in the browser's own zone and locale.

/** "09:10" today, "2 Nov, 09:10" this year, with the year otherwise. Empty for a time that cannot be read. */
export function moment(time: string, now: Date, locale: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return "";
  const clock = { hour: "2-digit", minute: "2-digit" } as const;
  if (date.toDateString() === now.toDateString()) return new Intl.DateTimeFormat(locale, clock).format(date);
  const day = { day: "numeric", month: "short", ...clock } as const;
  const isThisYear = date.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat(locale, isThisYear ? day : { ...day, year: "numeric" }).format(date);
}

/** "30 October 2026". */
export function day(time: string, locale: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return "";
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" }).format(date);
}
