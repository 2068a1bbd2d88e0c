import type { ReactNode } from "react";

/** What can be clicked inside a row that can be clicked: a click in here is none on the row. */
export function StopPropagation({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only stops what bubbles
    // biome-ignore lint/a11y/useKeyWithClickEvents: only stops what bubbles
    <span onClick={(event) => event.stopPropagation()}>{children}</span>
  );
}
