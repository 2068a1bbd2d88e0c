import type { z } from "zod";
import { LINK_INPUTS } from "./links/inputs.ts";
import { SEND_INPUTS } from "./sends/inputs.ts";

/**
 * The shape of the input of each verb, by `<verb>_<resource>`. `npm run law` writes them as rows of `private.inputs`, so that the
 * database checks kinds, lengths and depth before a rule reads anything. A verb that is not here takes no input.
 */
export const INPUTS: Readonly<Record<string, z.ZodType>> = { ...LINK_INPUTS, ...SEND_INPUTS };
