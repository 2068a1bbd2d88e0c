import type { Noun } from "@tidings/shared/resource/nouns.ts";
import { callVerb } from "./verb.ts";

/** A draft as the database keeps it for its author, on whatever device it was typed. */
export interface ServerDraft<T> {
  readonly tab: string;
  readonly content: T | null;
  readonly kept_at: string;
}

/** A form writes this seldom at most; the law takes no more. */
const EVERY_MS = 5_000;
/** What the law takes, in bytes. */
const MOST = 262_144;

export interface DraftServer {
  readonly found: <T>() => Promise<readonly ServerDraft<T>[]>;
  /** Keeps it now, or once the last write is long enough ago; `told`: when it was kept. */
  readonly keep: (content: unknown, told: (at: string) => void) => void;
  readonly forget: (tabs: readonly string[]) => void;
}

/** Where the drafts of a form are kept beside the browser. What cannot be kept there is kept in the browser all the same. */
export function draftServer(resource: Noun, name: string, tab: string): DraftServer {
  let last = 0;
  // Of a form in which nothing was typed there is nothing to forget.
  let isKept = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // One after another: what is forgotten must not come back by a write that was under way.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = (act: () => Promise<unknown>) => {
    turn = turn.then(act).catch((failure) => console.warn("the draft is in this browser alone", failure));
  };
  return {
    found: async <T>() => {
      const drafts = await callVerb<readonly ServerDraft<T>[]>("drafts_of", { name });
      isKept ||= drafts.length > 0;
      return drafts;
    },
    keep: (content, told) => {
      clearTimeout(timer);
      if (new Blob([JSON.stringify(content)]).size > MOST) return;
      isKept = true;
      const write = () => {
        timer = undefined;
        last = Date.now();
        inTurn(async () => {
          const at = await callVerb<string | null>("keep_draft", { resource, name, tab, content });
          if (at !== null) told(at);
          // The form was left and opened again within the seconds in which the law takes no second one.
          else if (isKept) timer ??= setTimeout(write, EVERY_MS);
        });
      };
      timer = setTimeout(write, Math.max(0, last + EVERY_MS - Date.now()));
    },
    forget: (tabs) => {
      clearTimeout(timer);
      if (!isKept) return;
      isKept = false;
      for (const one of tabs) inTurn(() => callVerb("keep_draft", { resource, name, tab: one }));
    },
  };
}
