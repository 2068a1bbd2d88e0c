import { createContext, useContext } from "react";

/** The pages before one is in, by the last part of their address. */
export type Way = "sign-in" | "sign-up" | "confirm" | "new-password";

/** How the pages lead to each other, and what comes after them. */
export interface Ways {
  /** What one signs in for, where the form is in place of a page: its heading, a note above the form, and whether that warns. */
  readonly title: string | undefined;
  readonly note: string | undefined;
  readonly tone: "info" | "warning";
  /** The address that was typed on the page before. */
  readonly email: string;
  go(way: Way, email?: string): void;
  /** Somebody is signed in now: the page that was asked for is opened. */
  enter(): void;
}

export const WaysContext = createContext<Ways | null>(null);

/** The ways between the pages. Only below `Doors`. */
export function useWays(): Ways {
  const ways = useContext(WaysContext);
  if (ways === null) throw new Error("useWays needs Doors above it");
  return ways;
}

/** Accepts only a path of this panel, so that a crafted link cannot redirect to another site after sign-in. */
export function inside(wanted: string | null): string {
  return wanted?.startsWith("/") && !wanted.startsWith("//") && !wanted.includes("\\") ? wanted : "/";
}
