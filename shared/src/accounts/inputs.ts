import { z } from "zod";
import { own } from "../own/inputs.ts";
import { storedFile } from "../resource/stored_file.ts";
import { homeSchema, menusSchema, profileSchema } from "./content.ts";
import { shortcutShape } from "./shortcuts/content.ts";

const id = z.string().max(100);

/** The shapes of the inputs of service accounts, channel numbers and shortcuts (SA-1, SA-2, CHN-1, SHC-1). */
export const ACCOUNT_INPUTS = {
  create_service_account: z.strictObject({ profile: profileSchema, own }),
  /** One of profile, menus and home: that of the part. */
  update_account_part: z.strictObject({
    profile: profileSchema.nullish(),
    menus: menusSchema.nullish(),
    home: homeSchema.nullish(),
    own,
    change_reason: z.string().max(300).nullish(),
    base_revision: z.int().nullish(),
  }),
  set_own_service_account: z.strictObject({ own }),
  create_port: z.strictObject({
    number: z.string().max(100),
    kind: z.enum(["plain", "prefix", "suffix"]),
    signatures: z.array(z.string().max(100)).max(20),
    proof: storedFile(200),
  }),
  create_port_binding: z.strictObject({
    port_id: id,
    signature: z.string().max(100).nullish(),
    account_id: id,
    region: z.string().max(100),
  }),
  create_shortcut: z.strictObject(shortcutShape),
  update_shortcut: z.strictObject({ ...shortcutShape, base_revision: z.int().nullish() }),
};
