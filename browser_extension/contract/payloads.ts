// The service's JSON under the names that the extension uses. The types are made from the service's own description
// (service.ts); one example per message lies in tests/payloads and is read by tests on both sides.
import type * as service from "./service";

/** The extension leaves nothing out: fields that have a default in the service are sent and answered all the same. */
type Whole<T> = T extends (infer Item)[]
  ? Whole<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Whole<T[Key]> }
    : T;

export type {
  CampaignItem,
  CauseKind,
  DeletionResponse,
  EvidenceItem,
  InfoResponse,
  Lift,
  PairingAttemptResponse,
  PairingResponse,
  ProvenanceResponse,
  Reach,
  ReceiptsResponse,
  TicketResponse,
  TraitItem,
  TraitsResponse,
  Verdict,
} from "./service";
export type ServiceProblemCode = service.ProblemResponse["code"];
export type Tier = service.EvidenceTier;
export type Correction = service.TraitItem["correction"];
export type Settings = service.SettingsMessage;

export type VisitEvent = Whole<service.VisitEvent>;
export type TrackerContactEvent = Whole<service.TrackerContactEvent>;
export type AdImpressionEvent = Whole<service.ImpressionEvent>;
export type CompanyLinkEvent = Whole<service.CompanyLinkEvent>;
export type DisclosureEvent = Whole<service.DisclosureEvent>;
export type CaptureEvent =
  | VisitEvent
  | TrackerContactEvent
  | AdImpressionEvent
  | CompanyLinkEvent
  | DisclosureEvent;
export type Bid = Whole<service.WinningBid>;
export type AdvertiserHint = Whole<service.AdvertiserHint>;
export type PageClaims = Whole<service.Claims>;
export type BidderTold = Whole<service.Told>;
export type ConsentSignal = Whole<service.ConsentSignal>;
export type EventsResponse = service.EventsResponse;

export type TopCause = service.TopCauseItem;
export type ImpressionSummary = service.ImpressionSummary;
export type KnowerItem = service.KnowerItem;
export type ContributionItem = service.ContributionItem;
export type CounterfactualItem = service.CounterfactualItem;
export type Behind = Whole<service.BehindItem>;
export type CompanyLinkItem = service.CompanyLinkItem;
export type ToldItem = Behind["told"][number];
export type StatedItem = Whole<service.StatedItem>;
/** A newer service may name kinds of campaigns that this extension does not know yet. */
export type Explanation = Omit<Whole<service.ExplanationResponse>, "kinds"> & {
  kinds: { kind: string; probability: number }[];
};

/** One thing that is taken away, to see what the answer would be without it. */
export type WithoutItem = service.CounterfactualRequest["without"][number];
export type WhatIfSide = service.AnswerItem;
export type WhatIfResponse = Whole<service.CounterfactualResponse>;
export type AlternativesResponse = Whole<service.AlternativesResponse>;
