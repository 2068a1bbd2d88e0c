import { z } from "zod";
import { own } from "../own/inputs.ts";
import { storedFile } from "../resource/stored_file.ts";

/** A line of text; what it may be, the law says with its field. */
const line = z.string().max(300).nullish();
/** An object in the bucket of materials. Without the key the stored one is kept, null takes it away. */
const material = storedFile(200);

/** The shapes of the inputs of filings (FIL-1, tables 6-1 to 6-3). A draft may lack anything; a submission says what is missing. */
export const FILING_INPUTS = {
  create_filing: z.strictObject({ form: z.enum(["send_task", "short_link", "basic", "service_account"]) }),
  update_filing: z.strictObject({
    certificate: z.enum(["business_licence", "three_in_one", "five_in_one", "non_profit"]).nullish(),
    company_name: line,
    credit_code: line,
    contact: line,
    contact_phone: line,
    contact_email: line,
    enterprise_type: z
      .enum([
        "",
        "company",
        "government",
        "institution",
        "sole_trader",
        "private_non_enterprise",
        "social_organisation",
      ])
      .nullish(),
    industry: z
      .enum([
        "",
        "finance",
        "social",
        "entertainment",
        "travel",
        "shopping",
        "local_life",
        "sports_health",
        "education",
        "news",
        "carrier",
        "other",
      ])
      .nullish(),
    signatures: z.array(z.string().max(40)).max(20).nullish(),
    own_name: z.boolean().nullish(),
    ends_on: z.string().max(10).nullish(),
    licence: material,
    commitment: material,
    signature_authorisation: material,
    port_register: material,
    huawei_authorisation: material,
    company_relation: material,
    special: material,
    own,
    base_revision: z.int().min(1).max(2_147_483_647).optional(),
  }),
  set_own_filing: z.strictObject({ own }),
};
