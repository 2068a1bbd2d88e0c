import type { ReactNode } from "react";

/** Stops click propagation, so that a button inside a clickable row does not open the row. */
export function StopPropagation({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only stops what bubbles
    // biome-ignore lint/a11y/useKeyWithClickEvents: only stops what bubbles
    <span onClick={(event) => event.stopPropagation()}>{children}</span>
  );
}
