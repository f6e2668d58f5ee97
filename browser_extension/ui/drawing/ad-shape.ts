// A small drawn box with the ad's own proportions, so that a card is recognised beside the page.

export interface Shape {
  width: number;
  height: number;
}

const ROOM = 72; // px: the column kept free for the box on a card
const THINNEST = 7; // px: a 728×90 banner would otherwise be a hairline
const UNKNOWN: Shape = { width: ROOM, height: Math.round(ROOM * 0.75) };

export function adShape(width: number, height: number): Shape {
  if (!(width > 0) || !(height > 0)) return UNKNOWN;
  const scale = ROOM / Math.max(width, height);
  return {
    width: Math.max(THINNEST, Math.round(width * scale)),
    height: Math.max(THINNEST, Math.round(height * scale)),
  };
}
