import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { client } from "../ui/client.ts";
import { useUnsaved } from "../ui/leave-guard.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { keepFile } from "../ui/store-file.ts";
import { prepared } from "./prepare.ts";
import { isOpen, type Queue, queueOf, type Sent, type Upload } from "./queue.ts";
import { addMedium } from "./store-medium.ts";

/** A file, and the folder that it is meant for. */
export interface Chosen {
  readonly file: File;
  readonly folder: string | undefined;
}

export interface Uploads extends Queue<Chosen> {
  readonly all: readonly Upload<Chosen>[];
  /** Seconds until it goes on, as too many were sent at once; null: it goes on. */
  readonly pausedFor: number | null;
}

/** Files on their way into the library. What was added is on the page when the last has arrived. */
export function useUploads(): Uploads {
  const { id: enterprise } = useEnterprise();
  const queries = useQueryClient();
  const [{ all, pausedFor }, show] = useState<Pick<Uploads, "all" | "pausedFor">>({
    all: [],
    pausedFor: null,
  });
  const open = useRef(false);
  const queue = useMemo(
    () =>
      queueOf<Chosen>({
        send: (chosen) => sendIn(enterprise, chosen),
        again: secondsUntil,
        changed(uploads, seconds) {
          show({ all: uploads, pausedFor: seconds });
          const opened = uploads.some(isOpen);
          if (open.current && !opened) void queries.invalidateQueries();
          open.current = opened;
        },
      }),
    [enterprise, queries],
  );
  useUnsaved(all.some(isOpen), "upload");
  return { ...queue, all, pausedFor };
}

async function sendIn(enterprise: string, { file, folder }: Chosen): Promise<Sent> {
  const { body, ending } = await prepared(file);
  const { path } = await keepFile("media", enterprise, body, ending);
  return inTurn(path, async () => {
    const there = await known(path);
    if (there?.state === "active") return { outcome: "known", name: there.name };
    const { name } = await addMedium(path, file.name, folder);
    return { outcome: there ? "restored" : "added", name };
  });
}

const turns = new Map<string, Promise<unknown>>();

/** Two equal files that are chosen together have one path: the second waits for the first, and says that it is known. */
function inTurn<T>(path: string, work: () => Promise<T>): Promise<T> {
  // How the one before ended is told where it was sent.
  const mine = (turns.get(path) ?? Promise.resolve()).then(work, work);
  turns.set(path, mine);
  return mine.finally(() => {
    if (turns.get(path) === mine) turns.delete(path);
  });
}

/** The medium of the same bytes, which have the same path. */
async function known(path: string): Promise<{ name: string; state: string } | null> {
  const { data, error, status } = await client
    .from("media")
    .select("name, state")
    .eq("path", path)
    .maybeSingle();
  if (error) throw { ...error, message: error.message, status };
  return data as { name: string; state: string } | null;
}

/** A minute at most is waited for; a limit of an hour is told. */
const PATIENCE_S = 90;

function secondsUntil(failure: unknown): number | null {
  const { code, details } = failure as { code?: unknown; details?: unknown };
  if (code !== "too_many_requests") return null;
  const said = typeof details === "string" ? (JSON.parse(details) as unknown) : details;
  const seconds = Number((said as { again_in?: unknown } | null)?.again_in);
  return seconds > 0 && seconds <= PATIENCE_S ? seconds : null;
}
