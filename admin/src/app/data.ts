import type { BaseRecord, DataProvider, GetListParams, GetListResponse } from "@refinedev/core";
import { dataProvider, generateFilter } from "@refinedev/supabase";
import { client } from "../ui/client.ts";
import { pageOf, rangeOf } from "../ui/uncounted.ts";

// Refine's types name the CommonJS build of the same class; at run time there is one.
const counted = dataProvider(client as unknown as Parameters<typeof dataProvider>[0]);

/** Rows of Supabase. A table that says so is read page by page without ever being counted. */
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
