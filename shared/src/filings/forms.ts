import type { Enum } from "../ground/enums.ts";
import type { FACT_WORDS } from "./words.ts";

/** What each form of a filing asks for (FIL-1, §6.1, tables 6-1 to 6-3). Form, page, chat and law read it here; the law as rows. */

export type FilingForm = Enum<"filing_form">;
export type Material = Enum<"filing_material">;
/** A fact that only some forms ask for; the certificate and the last day belong to all. */
export type Fact = Exclude<keyof typeof FACT_WORDS, "certificate" | "ends_on">;

interface Asked {
  readonly scene: "aim" | "basic" | "service_account";
  /** 企业证件类型: one is the system's own choice, of several one is chosen. */
  readonly certificates: readonly Enum<"filing_certificate">[];
  /** All of them are required. */
  readonly facts: readonly Fact[];
  readonly materials: Readonly<Partial<Record<Material, "required" | "optional">>>;
}

/** Table 6-1: 智能信息, for both of its forms. */
const AIM = {
  scene: "aim",
  certificates: ["business_licence"],
  facts: [],
  materials: {
    licence: "required",
    commitment: "required",
    signature_authorisation: "required",
    company_relation: "required",
    special: "optional",
  },
} as const satisfies Asked;

export const FILING_FORMS: Readonly<Record<FilingForm, Asked>> = {
  send_task: AIM,
  short_link: AIM,
  /** Table 6-2. */
  basic: {
    ...AIM,
    scene: "basic",
    materials: {
      licence: "required",
      commitment: "required",
      signature_authorisation: "required",
      port_register: "required",
      company_relation: "required",
      special: "optional",
    },
  },
  /** Table 6-3. */
  service_account: {
    scene: "service_account",
    certificates: ["three_in_one", "five_in_one", "non_profit"],
    facts: [
      "company_name",
      "credit_code",
      "contact",
      "contact_phone",
      "contact_email",
      "enterprise_type",
      "industry",
    ],
    materials: {
      licence: "required",
      huawei_authorisation: "required",
      company_relation: "optional",
      special: "optional",
    },
  },
};

/** Does a form ask for this fact? */
export function asksFact(form: unknown, fact: Fact): boolean {
  return FILING_FORMS[form as FilingForm]?.facts.includes(fact) ?? false;
}

/** Does a form ask for this material, and has it to be there? null where it does not ask. */
export function asksMaterial(form: unknown, material: Material): "required" | "optional" | null {
  return FILING_FORMS[form as FilingForm]?.materials[material] ?? null;
}

/** The materials of a form, in its order. */
export function materialsOf(form: unknown): Material[] {
  return Object.keys(FILING_FORMS[form as FilingForm]?.materials ?? {}) as Material[];
}
