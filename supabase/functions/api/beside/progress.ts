/** How far a send, a number file, a resolve task or an export is: its counts, as they are now. What a row says of itself is its own route. */

import { FIGURE, INSTANT, toldRow } from "@tidings/shared/catalogue/answers.ts";
import { exportFile } from "@tidings/shared/exports/export.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import { resolveTask } from "@tidings/shared/links/resolve_task.ts";
import { numberFile } from "@tidings/shared/numbers/number_file.ts";
import type { Resource } from "@tidings/shared/resource/define.ts";
import { headOf } from "@tidings/shared/resource/nouns.ts";
import { send } from "@tidings/shared/sends/send.ts";
import { z } from "zod";
import { named } from "../named.ts";
import { notFound, rowWith } from "../resources/rows.ts";
import { pathOf, titled } from "../resources/shapes.ts";
import type { Route } from "../route.ts";

const figures = (...names: string[]) => Object.fromEntries(names.map((name) => [name, FIGURE]));
const state = z.string().describe("As in the row");
const began = { started_at: INSTANT, finished_at: INSTANT };

/** What is told of each, as columns of its view. */
const TOLD: readonly (readonly [of: Resource, shape: z.ZodRawShape, about: string])[] = [
  [
    send,
    {
      state,
      ...figures("accepted", "expanded", "intended", "pending", "handed", "delivered", "failed", "expired"),
      ...figures("timed_out", "unknown", "cancelled", "opted_out", "resolved"),
      ...{ scheduled_at: INSTANT, ...began },
    },
    "Messages by outcome. handed: sent to carrier, no receipt yet. resolved: cards shown",
  ],
  [
    numberFile,
    {
      state,
      ...figures("parts", "parts_done", "lines", "accepted", "invalid", "duplicates"),
      error: z.string().nullable(),
    },
    "Parts imported, and lines by outcome",
  ],
  [
    resolveTask,
    { state, ...figures("asked", "made", "failed", "resolved", "humans", "bots", "refused", "allowance") },
    "Links created, and how often they were opened: resolved is billed, humans and bots are visits",
  ],
  [
    exportFile,
    { state, ...figures("rows", "total", "bytes"), error: z.string().nullable() },
    "Rows written, out of the total",
  ],
];

export const PROGRESS_ROUTES: readonly Route[] = TOLD.map(([of, shape, description]) => {
  const { one, many } = headOf(of.noun);
  const told = named(`${titled(of.noun)}Progress`, z.object(shape));
  return {
    ...{ method: "get", path: `${pathOf(of)}/:id/progress`, dialect: "own", group: many },
    summary: w(`进度：${one.zh}`, `Progress: ${one.en}`),
    description,
    answers: { 200: told },
    run: async (asked) => {
      const row = await rowWith(of, asked.place.id ?? "", asked);
      if (row === null) throw notFound(of);
      return { body: toldRow(told, row) };
    },
  } satisfies Route;
});
