import type { Capability, Environment, Bridge } from "dacu/host";

/** How a capability of the host that is not there behaves; as a real one without it. */
export type Behaviour = "absent" | "failing" | "slow" | "silent" | "cancelled";

export interface Mock {
  environment: Environment;
  /** Every question. */
  calls: { capability: Capability; detail: object }[];
  /** What was posted and has not arrived. */
  mail: object[];
  /** What has arrived at the mini-program, one list a delivery. */
  delivered: object[][];
  /** The shopper goes back, shares, or the webview is destroyed: only then mail arrives. */
  leave(): void;
  bridge: Bridge;
}

/** A host by one of the campaign file's names of channels. */
export function mockHost(channel: string, behaviours?: { [C in Capability]?: Behaviour }): Mock;

/** Reads `wechat_mp,share:failing,pay:absent`. */
export function readMock(text: string): Mock;
