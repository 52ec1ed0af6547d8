/** What is recorded; see docs/analytics.md for the fields of each. */
export type EventName = "exposure" | "click" | "claim" | "draw" | "reserve" | "task" | "quote" | "checkout" | "fault" | "vital";

export interface RecordedEvent {
  name: EventName;
  /** Milliseconds since 1970 by the device's clock. */
  at: number;
  campaign?: string;
  spm?: string;
  /** The parameters of the page's address that go along. */
  from?: Record<string, string>;
  [field: string]: unknown;
}

export interface Options {
  /** Where batches are posted; without it nothing is sent. */
  endpoint?: string;
  /** Whether there is consent already. */
  consent?: boolean;
  onEvent?: (event: RecordedEvent) => void;
  /** Gets GA4's names. */
  dataLayer?: object[];
  /** Gets Segment's names. */
  segment?: { track(name: string, properties: object): void };
  /** Names of address parameters that go along; `["spm"]` without it. */
  parameters?: string[];
}

/** `emitted` is the sum of the other three. */
export interface Counts {
  emitted: number;
  delivered: number;
  dropped: number;
  waiting: number;
  /** What each sink of the page was told, by its name. */
  sinks: Record<string, { told: number; failed: number }>;
}

export interface Analytics {
  /** Says whether the shopper has consented. Without consent what was not sent is forgotten. */
  consent(given: boolean): void;
  counts(): Counts;
  flush(): void;
  close(): void;
}

export function attach(options?: Options): Analytics;

declare module "dacu" {
  interface DacuApi {
    /** Where the loader's element has `data-with="analytics"`, once it has loaded. */
    readonly analytics?: Analytics;
  }
}
