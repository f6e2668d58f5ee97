import { type Loose, asList, asText } from "./page-values";

/** What a bid declares under Art. 26 of the Digital Services Act: for whom, paid by whom, by which parameters. */
export interface DsaClaim {
  dsa_behalf: string;
  dsa_paid: string;
  dsa_params: number[];
}

export function readDsa(dsa: Loose | undefined): DsaClaim {
  const params = asList(dsa?.transparency).flatMap((entry) => asList((entry as Loose)?.dsaparams));
  return {
    dsa_behalf: asText(dsa?.behalf),
    dsa_paid: asText(dsa?.paid),
    dsa_params: [...new Set(params.map(Number).filter(Number.isInteger))],
  };
}
