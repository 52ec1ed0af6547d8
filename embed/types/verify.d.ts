/** A published record of a draw (`dacu/draw/1`). */
export interface DrawRecord {
  schema: "dacu/draw/1";
  campaign: string;
  draw: string;
  commitment: string;
  /** Published once the draw is over. */
  server_seed?: string;
  table: Share[];
  buyer: string;
  client_seed: string;
  nonce: number;
  value: number;
  prize: string;
  given: string;
  at: number;
}

/** A prize's odds in millionths. */
export interface Share {
  prize: string;
  ppm: number;
}

/** What the campaign file says of the draw. */
export interface Published {
  campaign: string;
  draw: string;
  commitment: string;
  table: Share[];
}

export type Verdict =
  | { verdict: "sealed" }
  | { verdict: "holds"; substituted: boolean }
  | { verdict: "broken"; breach: "draw" | "commitment" | "table" | "seed" | "value" | "prize" | "given" };

/** Works a turn out again; rejects with a TypeError what is no record. */
export function verify(record: DrawRecord, published?: Published): Promise<Verdict>;
