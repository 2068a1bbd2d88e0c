import type {
  BaseRecord,
  DataProvider,
  GetListParams,
  GetListResponse,
  GetOneParams,
  GetOneResponse,
} from "@refinedev/core";
import { dataProvider, generateFilter } from "@refinedev/supabase";
import { allowedTransitions } from "../ui/allowed.ts";
import { client } from "../ui/client.ts";
import { pageOf, rangeOf } from "../ui/uncounted.ts";

// Refine's types refer to the CommonJS build of the same class; at run time there is only one.
const counted = dataProvider(client as unknown as Parameters<typeof dataProvider>[0]);

/**
 * Refine's data provider for Supabase. Tables with `counted: false` are paged without a count (uncounted.ts). With
 * `transitions`, a resource of the database, what may be done with each row comes with the rows, in the same answer.
 */
export const data: DataProvider = {
  ...counted,
  getOne: async <T extends BaseRecord>(params: GetOneParams): Promise<GetOneResponse<T>> => {
    const resource = params.meta?.transitions;
    if (resource === undefined) return counted.getOne<T>(params);
    const id = String(params.id);
    // Before the row: what a click names is then as old as what is on the screen, or older, and never newer (APR-1).
    const transitions = await allowedTransitions(resource, [id]);
    const row = await counted.getOne<T>(params);
    return { ...row, transitions: transitions[id] ?? [] } as GetOneResponse<T>;
  },
  getList: async <T extends BaseRecord>(params: GetListParams): Promise<GetListResponse<T>> => {
    const page =
      params.meta?.counted === false ? await uncounted<T>(params) : await counted.getList<T>(params);
    const resource = params.meta?.transitions;
    if (resource === undefined) return page;
    const transitions = await allowedTransitions(
      resource,
      page.data.map((row) => String(row.id)),
    );
    return { ...page, transitions };
  },
};

async function uncounted<T extends BaseRecord>(params: GetListParams): Promise<GetListResponse<T>> {
  const query = client.from(params.resource).select(params.meta?.select ?? "*");
  const { data: rows, error, status } = await rangeOf(query, params, generateFilter);
  if (error) throw { ...error, message: error.message, statusCode: status };
  return pageOf(rows as unknown as T[], params);
}
