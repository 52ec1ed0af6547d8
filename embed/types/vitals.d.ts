/** A figure of Google's `web-vitals`: whole milliseconds, and ten-thousandths for CLS. */
export interface Vital {
  metric: "CLS" | "FCP" | "INP" | "LCP" | "TTFB";
  value: number;
  rating: "good" | "needs-improvement" | "poor";
  /** The widget that it was about, where the browser can tell. */
  widget?: string;
}

declare global {
  interface DocumentEventMap {
    "dacu-vital": CustomEvent<Vital>;
  }
}
