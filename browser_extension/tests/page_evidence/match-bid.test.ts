import { expect, test } from "vitest";
import { NO_AUCTION } from "../../page_evidence/auction-types";
import { matchBid } from "../../page_evidence/match-bid";
import { aBid } from "../builders";

const seen = (urls: string[], landing_domains: string[] = []) => ({
  slot_ids: ["outer", "slot"],
  urls,
  landing_domains,
});
const pick = (bids: ReturnType<typeof aBid>[], ad: ReturnType<typeof seen>) =>
  matchBid({ ...NO_AUCTION, bids }, ad)?.creative_id ?? null;

test("the bid whose addresses stand in the slot is the one that shows", () => {
  const bids = [
    aBid({ creative_id: "old", time: 1, urls: ["https://a.example/1"] }),
    aBid({ creative_id: "new", time: 2, urls: ["https://b.example/2"] }),
  ];
  expect(pick(bids, seen(["https://a.example/1"]))).toBe("old");
});

test("of two that agree the newer shows", () => {
  const bids = [1, 2].map((time) => aBid({ creative_id: `c${time}`, time, advertiser_domains: ["www.tents.example"] }));
  expect(pick(bids, seen(["https://tents.example/x"], ["tents.example"]))).toBe("c2");
});

test("a slot left to another ad keeps no bid of an earlier auction", () => {
  const won = aBid({ urls: ["https://a.example/1"], advertiser_domains: ["a.example"] });
  expect(pick([won], seen(["https://house.example/"], ["house.example"]))).toBeNull();
});

test("a bid that names no address is believed for its slot", () => {
  expect(pick([aBid()], seen(["https://a.example/"]))).toBe("c1");
});

test("neither another slot's bid nor one that did not render is taken", () => {
  expect(pick([aBid({ element_ids: ["elsewhere"] }), aBid({ is_rendered: false })], seen([]))).toBeNull();
});
