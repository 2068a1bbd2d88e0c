import { z } from "zod";

/** The address of a list (address.ts). */
const query = z.string().max(2000);
const name = z.string().max(300).nullable();

/** The shapes of the inputs of saved views (LST-1). */
export const LIST_VIEW_INPUTS = {
  create_list_view: z.strictObject({ resource: z.string().max(64), name, query }),
  update_list_view: z.strictObject({ name, query }),
};
