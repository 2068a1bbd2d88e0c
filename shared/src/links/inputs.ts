import { z } from "zod";
import { storedFile } from "../resource/stored_file.ts";

/** An object in a bucket of proofs, under the name its owner gave it. What is missing in it is refused as file_invalid. */
const proof = storedFile(200);

const id = z.string().max(100).nullish();
/** Values of a template's parameters by name. */
const params = z.looseObject({}).meta({ "x-depth": 3 }).nullish();
const custFlag = z.string().max(1000).nullish();
const amount = z.int().min(-1_000_000_000).max(2_000_000_000);
/** Requests a minute. */
const burst = z.int().min(1).max(999_999_999).optional();

/**
 * The shapes of the inputs of domains, jump links, resolve tasks and single links. Lengths here are the ceiling of what is read at all; the rules
 * in SQL say more narrowly, and in words of their own, what a name or an address may be.
 */
export const LINK_INPUTS = {
  create_domain: z.strictObject({
    names: z.array(z.string().max(300)).min(1).max(20),
    custom_codes: z.boolean(),
    proof,
  }),
  update_domain: z.strictObject({ name: z.string().max(300), custom_codes: z.boolean(), proof }),
  create_jump_batch: z
    .strictObject({
      name: z.string().max(300),
      purpose: z.string().max(500),
      source: z.enum(["typed", "file"]),
      // The rule counts a long list, and says how many are taken.
      urls: z.array(z.string().max(2000).nullable()).max(20_000),
      proof,
    })
    // 10,000 addresses of 256 characters, and a list that is somewhat too long.
    .meta({ "x-bytes": 4_000_000 }),
  create_resolve_task: z
    .strictObject({
      kind: z.enum(["group", "personal"]).nullish(),
      source: z.enum(["template", "send", "command", "api"]).nullish(),
      name: z.string().max(300).nullish(),
      template_id: id,
      send_id: id,
      domain_id: id,
      number_file_id: id,
      signatures: z.array(z.string().max(100).nullable()).max(100).nullish(),
      validity_days: amount.nullish(),
      max_resolutions: amount.nullish(),
      jump_url: z.string().max(2000).nullish(),
      params,
      custom_code: z.string().max(100).nullish(),
      links: z
        .array(z.strictObject({ cust_flag: custFlag, params, custom_code: z.string().max(100).nullish() }))
        .max(1000)
        .nullish(),
    })
    // 100 links with 40 values of 1,000 characters each.
    .meta({ "x-bytes": 4_000_000 }),
  add_resolutions_resolve_task: z.strictObject({ resolutions: amount }),
  add_validity_resolve_task: z.strictObject({ days: z.int().min(1).max(100_000) }),
  regenerate_resolve_task: z
    .strictObject({
      corrections: z
        .array(z.strictObject({ ordinal: z.int().min(1).max(999_999_999), cust_flag: custFlag, params }))
        .max(1000)
        .nullish(),
    })
    .meta({ "x-bytes": 4_000_000 }),
  update_link_rules: z.strictObject({
    jump_approval: z.boolean().optional(),
    group_burst: burst,
    personal_burst: burst,
  }),
};
