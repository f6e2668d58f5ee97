// What the person changed on a card, and what happens next. Notices outlive the cause they speak about.
import { useState } from "preact/hooks";

export interface Notice {
  /** The cause whose control was used; the notice stands there until the ad is explained again. */
  cause_key: string;
  text: string;
  isProblem: boolean;
  /** Whether the explanation on screen no longer matches the record. */
  makesStale: boolean;
  undo: (() => void) | null;
}

export interface Notices {
  isStale: boolean;
  /** Notices whose explanation has been made again: shown at the top of the card. */
  onCard: Notice[];
  of(causeKey: string): Notice | undefined;
  add(notice: Notice): void;
  settle(): void;
}

export function useNotices(): Notices {
  const [open, setOpen] = useState<Notice[]>([]);
  const [settled, setSettled] = useState<Notice[]>([]);
  return {
    isStale: open.some(({ makesStale }) => makesStale),
    onCard: settled,
    of: (causeKey) => open.find(({ cause_key }) => cause_key === causeKey),
    add: (notice) => {
      setOpen((last) => [...last.filter(({ cause_key }) => cause_key !== notice.cause_key), notice]);
      setSettled((last) => last.filter(({ cause_key }) => cause_key !== notice.cause_key));
    },
    settle: () => {
      setSettled(open.filter(({ isProblem }) => !isProblem));
      setOpen([]);
    },
  };
}
