// A signed bar in SVG: towards the person to the right, away to the left, a whisker over the 90 % interval.
import type { ComponentChildren } from "preact";
import type { Lift } from "../../contract/payloads";
import { barOf, positionOf, type Scale, ticksOf } from "../drawing/bar-geometry";
import { useStrings } from "../strings";
import { factorMark, spokenLift } from "../words/figures";

const HEIGHT = 16; // px
const CAP = 4; // px: half the height of a whisker's end
const MIDDLE = HEIGHT / 2;
const pc = (value: number): string => `${value.toFixed(2)}%`;

export type BarTone = "cause" | "unreached" | "rest" | "total";
export interface LiftBarProps {
  name: string;
  lift: Lift;
  scale: Scale;
  tone: BarTone;
  children?: ComponentChildren;
}

/** A name, its factor and its bar; `children` stand in place of the name when it needs more than words. */
export function LiftBar({ name, lift, scale, tone, children }: LiftBarProps) {
  const strings = useStrings();
  return (
    <>
      <span class="bar__line">
        <span class="bar__name">{children ?? name}</span>
        <span class="bar__factor figure" aria-hidden="true">
          {factorMark(lift.factor, strings.locale)}
        </span>
      </span>
      <BarDrawing lift={lift} scale={scale} tone={tone} spoken={spokenLift(name, lift, strings)} />
    </>
  );
}

function BarDrawing({ lift, scale, tone, spoken }: Omit<LiftBarProps, "name" | "children"> & { spoken: string }) {
  const bar = barOf(lift, scale);
  const direction = bar.isTowards ? "towards" : "away";
  return (
    <svg class="bar" width="100%" height={HEIGHT} role="img" aria-label={spoken}>
      {ticksOf(scale).map(({ position }) => (
        <line key={position} class="bar__grid" x1={pc(position)} x2={pc(position)} y1="0" y2={HEIGHT} />
      ))}
      <rect
        class={`bar__fill bar__fill--${direction} bar__fill--${tone}`}
        x={pc(bar.start)}
        width={pc(bar.width)}
        y="3"
        height={HEIGHT - 6}
      />
      <line class="bar__zero" x1={pc(bar.zero)} x2={pc(bar.zero)} y1="0" y2={HEIGHT} />
      {bar.whiskerEnd > bar.whiskerStart && <Whisker from={pc(bar.whiskerStart)} to={pc(bar.whiskerEnd)} />}
    </svg>
  );
}

function Whisker({ from, to }: { from: string; to: string }) {
  return (
    <g class="bar__whisker">
      <line x1={from} x2={to} y1={MIDDLE} y2={MIDDLE} />
      <line x1={from} x2={from} y1={MIDDLE - CAP} y2={MIDDLE + CAP} />
      <line x1={to} x2={to} y1={MIDDLE - CAP} y2={MIDDLE + CAP} />
    </g>
  );
}

/** Factors along the top and what the two directions mean. Every bar speaks for itself, so this is for eyes only. */
export function Axis({ scale }: { scale: Scale }) {
  const { why } = useStrings();
  const zero = positionOf(0, scale);
  return (
    <div class="axis" aria-hidden="true">
      <div class="axis__words small soft">
        <span>{zero > 20 ? `← ${why.lessLikely}` : ""}</span>
        <span>{why.likelier} →</span>
      </div>
      <div class="axis__ticks figure">
        {ticksOf(scale).map(({ position, label }) => (
          <span key={label} style={{ left: pc(position) }}>
            {label}
          </span>
        ))}
      </div>
    </div>
  );
}
