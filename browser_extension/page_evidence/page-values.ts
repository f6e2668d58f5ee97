// Reading values that a page's own libraries hold: each of them may be missing, half loaded or not what it claims to
// be.

// biome-ignore lint/suspicious/noExplicitAny: the page's objects have no type we could rely on
export type Loose = Record<string, any>;

const MAX_ITEMS = 300;

export function asText(value: unknown, limit = 2000): string {
  return typeof value === "string" || typeof value === "number" ? String(value).slice(0, limit) : "";
}

export function asList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.slice(-MAX_ITEMS);
  return value === undefined || value === null || value === "" ? [] : [value];
}

export function attempt<T>(read: () => T, otherwise: T): T {
  try {
    return read() ?? otherwise;
  } catch {
    return otherwise; // the page's code threw; it has nothing to tell
  }
}
