import type { Revealed } from "@tidings/shared/numbers/inputs.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { type MouseEvent, useSyncExternalStore } from "react";

export interface TypedStory {
  readonly resource: "number";
  readonly number: string;
}

/** Whose story is told (MSG-1): that of a row with a number, or of a number that is typed. */
export type StoryOf =
  /** `all`: of a message not its own, but that of its number. */
  { readonly resource: Revealed; readonly id: string; readonly all?: true } | TypedStory;

// The drawer hangs beside the pages: any row opens it, and a number that was typed is in no address and no history.
let shown: StoryOf | null = null;
const listeners = new Set<() => void>();

/** Opens the drawer with a story, or closes it. */
export function showStory(of: StoryOf | null): void {
  shown = of;
  for (const heard of listeners) heard();
}

/** The story that the drawer shows now. */
export function useShownStory(): StoryOf | null {
  return useSyncExternalStore(
    (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    () => shown,
  );
}

/** The whole number that was typed, as a story is asked for; null for anything else. */
export function typedStory(text: string): TypedStory | null {
  const number = phoneOrNull(text);
  return number === null ? null : { resource: "number", number };
}

/** The page of the story of a row. A typed number has no page, as no address may have a number in it. */
export function storyPath({ resource, id, all }: Exclude<StoryOf, TypedStory>): string {
  return resource === "delivery" && !all ? `/messages/${id}` : `/messages/${resource}/${id}`;
}

/** Opens the drawer in place of the page that the link leads to, but where a new window is asked for. */
export function opensStory(of: StoryOf) {
  return (event: MouseEvent) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    showStory(of);
  };
}
