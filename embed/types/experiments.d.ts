import type { DacuDetails } from "dacu";

/** Experiments of the campaign file on the page; importing the module after `dacu` starts it. */
export interface Experiments {
  /** Whose variations are shown; `words` names the variation of an experiment that the shop's server has assigned. */
  setShopper(id: string, words?: Record<string, string>): Promise<null>;
  /** Each exposure of this page view. */
  exposures(): { host: Element; detail: DacuDetails["expose"] }[];
}

declare module "dacu" {
  interface DacuApi {
    /** Where the module is there. */
    readonly experiments?: Experiments;
  }
}
