import { z } from "zod";
import { storedFile } from "../resource/stored_file.ts";

const signature = z.strictObject({
  name: z.string().max(40),
  company_name: z.string().max(300),
  third_party: z.boolean(),
  note: z.string().max(500).nullish(),
  proof: storedFile(200),
  other: storedFile(200),
});

/** The shapes of the inputs of signatures of the basic edition (BSG-1, table 8-2). */
export const BASIC_SIGNATURE_INPUTS = {
  create_basic_signature: signature,
  update_basic_signature: signature,
};
