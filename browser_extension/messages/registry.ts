// The one place where a message's sender is checked and its handler chosen.
import { type Browser, browser } from "wxt/browser";
import { ServiceError } from "../backend";
import type { Answer, OwnMessages, PageMessages, PageSender, Problem, ProblemCode } from "../contract/messages";
import { CompanyLineError } from "../trackers/companies";

export type PageHandlers = {
  [Type in keyof PageMessages]: (
    request: PageMessages[Type]["request"],
    sender: PageSender,
  ) => Promise<PageMessages[Type]["response"]>;
};
export type OwnHandlers = {
  [Type in keyof OwnMessages]: (request: OwnMessages[Type]["request"]) => Promise<OwnMessages[Type]["response"]>;
};
export type Sender = Pick<Browser.runtime.MessageSender, "id" | "url" | "frameId" | "tab" | "documentId">;
type Handler = (request: never, sender: PageSender) => Promise<unknown>;

/**
 * Answer a message, or null where this sender may not say such a thing: content scripts have no way into OwnMessages.
 */
export function dispatch(
  message: unknown,
  sender: Sender,
  pages: PageHandlers,
  own: OwnHandlers,
): Promise<Answer<unknown>> | null {
  const { type, ...request } = (message ?? {}) as { type?: unknown };
  if (sender.id !== browser.runtime.id || typeof type !== "string") return null;
  if (isOwnPage(sender.url))
    return Object.hasOwn(own, type) ? answer(own[type as keyof OwnHandlers] as Handler, request, NO_PAGE) : null;
  const page = pageSender(sender);
  return page && Object.hasOwn(pages, type)
    ? answer(pages[type as keyof PageHandlers] as Handler, request, page)
    : null;
}

const NO_PAGE: PageSender = { tab_id: -1, frame_id: -1, document_id: null, url: "" };

function isOwnPage(url: string | undefined): boolean {
  return url?.startsWith(browser.runtime.getURL("")) ?? false;
}

/** Only top documents of tabs report; child frames are asked and never speak up. */
function pageSender({ tab, frameId, url, documentId }: Sender): PageSender | null {
  if (tab?.id === undefined || frameId !== 0 || !url || tab.incognito) return null;
  return { tab_id: tab.id, frame_id: frameId, document_id: documentId ?? null, url: tab.url ?? url };
}

async function answer(handler: Handler, request: object, sender: PageSender): Promise<Answer<unknown>> {
  try {
    return { ok: true, value: await handler(request as never, sender) };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof ServiceError) return error.problem;
  if (error instanceof CompanyLineError) return { code: "company_line", line: error.line };
  if (error instanceof SettingError) return { code: error.code };
  logFault(error);
  return { code: "fault" };
}

/** A fault of ours. Only where it happened is logged: its text may quote what was browsed. */
function logFault(error: unknown): void {
  const frames = error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s*at |@/.test(line)) : [];
  console.error(error instanceof Error ? error.name : "unknown fault", frames.join("\n"));
}

/** Something a person typed that cannot be used. */
export class SettingError extends Error {
  override name = "SettingError";
  constructor(readonly code: ProblemCode) {
    super(code);
  }
}
