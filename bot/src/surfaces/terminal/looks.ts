import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Answer } from "../../ground/answer.ts";
import type { Looked } from "../../registry/looked.ts";
import { writePrivately } from "./private_file.ts";

/**
 * What this terminal has printed of rows that wait for a decision: `looks/<member>.json` under TIDINGS_HOME, from the id
 * of a row to the hash of what was printed (APR-1). `approve x` names it to the database.
 */
export interface Looks extends Looked {
  /** Keeps what an answer shows, with the cards under it. @throws Error when it cannot be written */
  keep(answer: Answer): void;
}

const MOST = 200;

const schema = z.record(z.string(), z.string());

/**
 * The looks of one member. Only the member's own user may read the file. Of two terminals that print at the same instant
 * one look may be lost: then `approve` prints the card once more.
 */
export function openLooks(home: string, member: string): Looks {
  const path = join(home, "looks", `${member}.json`);
  const read = (): Map<string, string> => {
    try {
      return new Map(Object.entries(schema.parse(JSON.parse(readFileSync(path, "utf8")))));
    } catch {
      return new Map(); // none yet, or of another version: nothing was looked at
    }
  };
  const write = (looks: ReadonlyMap<string, string>) => {
    const last = [...looks].slice(-MOST);
    writePrivately(path, JSON.stringify(Object.fromEntries(last), null, 2));
  };
  return {
    shownOf: ({ id }) => read().get(id) ?? null,
    forget({ id }) {
      const looks = read();
      if (looks.delete(id)) write(looks);
    },
    keep(answer) {
      const shown = shownIn(answer);
      if (shown.length === 0) return;
      const looks = read();
      for (const [id, hash] of shown) {
        looks.delete(id); // written anew at the end: the oldest are the first to go
        looks.set(id, hash);
      }
      write(looks);
    },
  };
}

function shownIn({ card, shown, actions = [], more = [] }: Answer): [string, string][] {
  const own: [string, string][] = card && shown !== undefined ? [[card.id, shown]] : [];
  // A message is no card, and its button names it.
  const offered = actions.flatMap(({ shown, input }): [string, string][] =>
    shown !== undefined && typeof input.message === "string" ? [[input.message, shown]] : [],
  );
  return [...own, ...offered, ...more.flatMap(shownIn)];
}
