/** Lists whose `offset` counts pages, from 1, where it counts rows everywhere else. */
import { z } from "zod";
import type { Asked } from "../route.ts";
import { type Filters, pageOfView } from "./asked.ts";

export const pageNumber = {
  offset: z.coerce.number().int().min(1).max(10_000).describe("The page, from 1"),
  limit: z.coerce.number().int().min(1).max(100),
};

/** A page of a view by its number. */
export async function pageByNumber(asked: Asked, view: string, filters: Filters, order: string) {
  const { offset, limit } = asked.query as { offset: number; limit: number };
  const { rows, page_info } = await pageOfView(asked, view, filters, order, {
    offset: (offset - 1) * limit,
    limit,
  });
  return { rows, page_info: { ...page_info, offset } };
}
