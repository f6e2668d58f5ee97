import { type Loose, asList, asText } from "./page-values";

/** Domains of who sells the ad place on, the page's own seller first (OpenRTB SupplyChain object). */
export function sellersOf(request: Loose | undefined, ortb2: Loose | undefined): string[] {
  const chains: (Loose | undefined)[] = [ortb2?.source?.schain, ortb2?.source?.ext?.schain, request?.schain];
  const nodes = asList(chains.find((chain) => chain?.nodes)?.nodes);
  return [...new Set(nodes.map((node) => asText((node as Loose)?.asi).toLowerCase()))].filter((asi) => asi !== "");
}
