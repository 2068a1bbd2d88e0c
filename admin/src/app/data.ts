import type { BaseRecord, DataProvider, GetListParams, GetListResponse } from "@refinedev/core";
import { dataProvider, generateFilter } from "@refinedev/supabase";
import { client } from "../ui/client.ts";
import { pageOf, rangeOf } from "../ui/uncounted.ts";

// Refine's types refer to the CommonJS build of the same class; at run time there is only one.
const counted = dataProvider(client as unknown as Parameters<typeof dataProvider>[0]);

/** Refine's data provider for Supabase. Tables with `counted: false` are paged without a count (uncounted.ts). */
export const data: DataProvider = {
  ...counted,
  getList: (params) => (params.meta?.counted === false ? uncounted(params) : counted.getList(params)),
};

async function uncounted<T extends BaseRecord>(params: GetListParams): Promise<GetListResponse<T>> {
  const query = client.from(params.resource).select(params.meta?.select ?? "*");
  const { data: rows, error, status } = await rangeOf(query, params, generateFilter);
  if (error) throw { ...error, message: error.message, statusCode: status };
  return pageOf(rows as unknown as T[], params);
}
