// What is in an ad's frames. A frame is found by its place among its parent's frames, which the content scripts on both
// sides read from the browser; nothing that a page says takes part.
import { browser } from "wxt/browser";
import type { FrameContent } from "../contract/messages";
import { askFrame } from "../messages/ask-content";

/** A page cannot nest frames without end to keep us busy. */
const MAX_DEPTH = 6;

export interface FrameContents {
  frame_ids: number[];
  /** Addresses of the frames' documents, outermost first. */
  documents: string[];
  text: string;
  links: string[];
  resources: string[];
}

interface TabFrame {
  frameId: number;
  parentFrameId: number;
  url: string;
}

/** Everything in the frames at these places of `frameId`'s document, and in the frames inside them. */
export async function readFrames(tabId: number, frameId: number, paths: readonly number[][]): Promise<FrameContents> {
  if (paths.length === 0) return { frame_ids: [], documents: [], text: "", links: [], resources: [] };
  const frames = ((await browser.webNavigation.getAllFrames({ tabId })) ?? []) as TabFrame[];
  const roots = await Promise.all(paths.map((path) => frameAt(tabId, frameId, path, frames)));
  const inside = roots.flatMap((root) =>
    root === null ? [] : [root, ...descendants(root.frameId, frames, MAX_DEPTH)],
  );
  const contents = await Promise.all(inside.map((frame) => askFrame(tabId, frame.frameId)));
  const answered = contents.filter((content): content is FrameContent => content !== null);
  return {
    frame_ids: inside.map((frame) => frame.frameId),
    documents: inside.map(({ url }) => url).filter((url) => url.startsWith("http")),
    text: answered
      .map(({ text }) => text)
      .join(" ")
      .trim(),
    links: answered.flatMap(({ links }) => links),
    resources: answered.flatMap(({ resources }) => resources),
  };
}

async function frameAt(
  tabId: number,
  from: number,
  path: readonly number[],
  frames: TabFrame[],
): Promise<TabFrame | null> {
  let found: TabFrame | null = null;
  for (const position of path) {
    const parent: number = found ? found.frameId : from;
    const children = frames.filter(({ parentFrameId }) => parentFrameId === parent);
    const contents = await Promise.all(children.map((child) => askFrame(tabId, child.frameId)));
    found = children[contents.findIndex((content) => content?.position === position)] ?? null;
    if (!found) return null;
  }
  return found;
}

function descendants(frameId: number, frames: TabFrame[], depth: number): TabFrame[] {
  if (depth === 0) return [];
  const children = frames.filter(({ parentFrameId }) => parentFrameId === frameId);
  return children.flatMap((child) => [child, ...descendants(child.frameId, frames, depth - 1)]);
}
