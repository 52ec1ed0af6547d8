import type { DacuDetails, Quote } from "dacu";

/** What can be asked for. */
export type Capability = "navigate" | "share" | "login" | "pay" | "close" | "haptic" | "subscribe" | "message" | "realtime";

/**
 * What became of it: the host says so (`done`), it was handed over and nothing more will be said, the shopper declined, the host
 * cannot, no word in time, no such capability here, or the channel forbids it.
 */
export type Outcome = "done" | "handed" | "cancelled" | "failed" | "unanswered" | "unsupported" | "forbidden";

/** What goes along with a question. */
export interface Details {
  navigate: { page?: string; how?: "push" | "replace" | "tab" | "restart"; url?: string };
  share: { title?: string; text?: string; url?: string; image?: string; reward?: "share" | "invitee" };
  login: DacuDetails["login"];
  /** `signed`: what the shop's server has signed for WeChat's H5. */
  pay: Partial<Quote> & { order?: string; signed?: Record<string, string> };
  close: Record<string, never>;
  haptic: { strength?: "light" | "medium" | "heavy" };
  subscribe: DacuDetails["remind"];
  message: { data: unknown };
  realtime: { data: unknown };
}

export interface Answer {
  capability: Capability;
  outcome: Outcome;
  /** What the host says besides. */
  data?: unknown;
  /** It came after `unanswered` had been told. */
  late?: boolean;
}

/** Where a page runs. */
export interface Environment {
  app: "wechat" | "alipay" | "taobao" | "douyin" | "baidu" | "qq" | "native" | "browser";
  /** In the webview of a mini-program. */
  mini: boolean;
  /** The campaign file's name of it. */
  channel: string;
  ios: boolean;
}

/** Does what is asked by calling `tell`. */
export type Act = (tell: (outcome: Outcome, data?: unknown) => void) => void;

/** Gives what does it; nothing where there is no such capability. */
export type Bridge = (capability: Capability, detail: object) => Act | null | undefined | false | "";

export interface Options {
  /** Where the author says the page is; adds what that channel forbids, and takes nothing away. */
  channel?: string;
  /** Pages of the mini-program that do what its bridge cannot. */
  pages?: { login?: string; pay?: string; subscribe?: string; share?: string };
  /** Addresses of the web for where the host can do none of it. */
  links?: { login?: string; pay?: string; subscribe?: string };
  /** The one origin in whose frame the page trusts its parent. */
  parentOrigin?: string;
  /** Instead of the real surroundings. */
  mock?: { environment: Environment; bridge: Bridge };
}

export interface Attached {
  readonly environment: Environment;
  /** Whether this can be asked for, here and on this channel. */
  can<C extends Capability>(capability: C, detail?: Partial<Details[C]>): boolean;
  /** Asks; never rejects. */
  ask<C extends Capability>(capability: C, detail?: Details[C]): Promise<Answer>;
  /** Calls the listener with every answer; returns what ends it. */
  on(listener: (answer: Answer, detail: object) => void): () => void;
  close(): void;
}

/** Finds out where the page is and serves its events and elements. */
export function attach(options?: Options): Attached;

/** Where a page runs, by the user agent and what else is known. */
export function detect(signs: { userAgent: string; wechat?: string; mini?: boolean; native?: boolean }): Environment;

/** The same without a page around it. */
export class Host {
  constructor(environment: Environment, bridge: Bridge, channel?: string);
  environment: Environment;
  can(capability: Capability, detail?: object): boolean;
  ask(capability: Capability, detail?: object): Promise<Answer>;
  on(listener: (answer: Answer, detail: object) => void): () => void;
  close(): void;
}

declare module "dacu" {
  interface DacuApi {
    /** Where the loader's element has `data-with="host"`, once it has loaded. */
    readonly host?: Attached;
  }
}

declare global {
  interface DocumentEventMap {
    "dacu-host": CustomEvent<Answer & { asked: object }>;
  }
}
