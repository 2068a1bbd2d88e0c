import { valueAt } from "@tidings/shared/ground/value_at.ts";
import { jumpTrouble } from "@tidings/shared/links/jump.ts";
import { LINK_LIMITS } from "@tidings/shared/links/limits.ts";
import { type TypedLink, typedLinks } from "./typed-links.ts";

/** The values of the form that creates a resolve task (table 7-1). */
export interface TaskForm {
  readonly kind: "group" | "personal";
  readonly name: string;
  readonly template: string | null;
  readonly domain: string | null;
  readonly maxResolutions: number | null;
  readonly signatures: readonly string[];
  readonly days: number | null;
  readonly jump: string;
  readonly code: string;
  /** Group link: the parameter values, the same for everybody. */
  readonly params: Readonly<Record<string, string>>;
  readonly audience: "typed" | "file";
  readonly typed: string;
  readonly file: string | null;
}

export const EMPTY_TASK: TaskForm = {
  kind: "group",
  name: "",
  template: null,
  domain: null,
  maxResolutions: 1000,
  signatures: [],
  days: 7,
  jump: "",
  code: "",
  params: {},
  audience: "typed",
  typed: "",
  file: null,
};

/** The limits of table 7-1; the database enforces them. */
export const TASK_LIMITS = {
  signatures: 5,
  signature: 18,
  typed: 100,
  ...LINK_LIMITS,
} as const;

/** What the validation needs to know about the chosen template, domain and send. */
export interface TaskFacts {
  /** The parameters of the chosen template, each of which needs a value. */
  readonly parameters: readonly string[];
  /** Does the chosen domain allow custom codes? */
  readonly customCodes: boolean;
  /** Created for the numbers of a send, so there is no audience to fill in. */
  readonly ofSend: boolean;
}

export type TaskProblem =
  | "name_missing"
  | "template_missing"
  | "signatures_missing"
  | "signatures_wrong"
  | "days_wrong"
  | "resolutions_wrong"
  | "params_missing"
  | "jump_wrong"
  | "code_wrong"
  | "typed_missing"
  | "typed_many"
  | "file_missing";

const CODE = /^[0-9A-Za-z]{3,10}$/;
/** Codes of eight characters are reserved for enciphered ids. */
const OWN_LENGTH = 8;

/** A signature as it is stored: without the brackets it has in a message. */
export function bare(signature: string): string {
  return signature.trim().replace(/^[【[]|[】\]]$/g, "");
}

/** The parameters without a value. */
export function openParams(form: Pick<TaskForm, "params">, parameters: readonly string[]): string[] {
  return parameters.filter((name) => (valueAt(form.params, name) ?? "").trim() === "");
}

/** The validation errors, in the order of the fields. The database checks everything again. */
export function taskProblems(form: TaskForm, facts: TaskFacts): TaskProblem[] {
  return [
    ...commonProblems(form),
    ...(form.kind === "group" ? groupProblems : audienceProblems)(form, facts),
  ];
}

function commonProblems(form: TaskForm): TaskProblem[] {
  const problems: TaskProblem[] = [];
  if (form.template === null) problems.push("template_missing");
  if (form.name.trim() === "") problems.push("name_missing");
  if (form.signatures.length === 0) problems.push("signatures_missing");
  const odd = form.signatures.some(
    (name) => /[【】[\]]/.test(name) || [...name].length > TASK_LIMITS.signature,
  );
  if (odd || form.signatures.length > TASK_LIMITS.signatures) problems.push("signatures_wrong");
  if (!isBetween(form.days, 1, TASK_LIMITS.days[form.kind])) problems.push("days_wrong");
  return problems;
}

function groupProblems(form: TaskForm, facts: TaskFacts): TaskProblem[] {
  const { min, max } = TASK_LIMITS.resolutions;
  const problems: TaskProblem[] = [];
  if (!isBetween(form.maxResolutions, min, max)) problems.push("resolutions_wrong");
  if (openParams(form, facts.parameters).length > 0) problems.push("params_missing");
  if (form.jump.trim() !== "" && jumpTrouble(form.jump.trim()) !== null) problems.push("jump_wrong");
  const code = facts.customCodes ? form.code.trim() : "";
  if (code !== "" && (!CODE.test(code) || code.length === OWN_LENGTH)) problems.push("code_wrong");
  return problems;
}

function audienceProblems(form: TaskForm, facts: TaskFacts): TaskProblem[] {
  if (facts.ofSend) return [];
  if (form.audience === "file") return form.file === null ? ["file_missing"] : [];
  const { length } = linksOf(form, facts);
  return length === 0 ? ["typed_missing"] : length > TASK_LIMITS.typed ? ["typed_many"] : [];
}

function isBetween(value: number | null, min: number, max: number): boolean {
  return value !== null && Number.isInteger(value) && value >= min && value <= max;
}

/** The typed personal links of a form. */
export function linksOf(form: Pick<TaskForm, "typed">, facts: TaskFacts): TypedLink[] {
  return typedLinks(form.typed, facts.parameters, facts.customCodes);
}

/** The input of `create_resolve_task`. */
export function taskInput(form: TaskForm, facts: TaskFacts, send: string | null): Record<string, unknown> {
  const common = {
    kind: form.kind,
    name: form.name.trim(),
    domain_id: form.domain,
    signatures: form.signatures,
    validity_days: form.days,
    ...(send === null
      ? { template_id: form.template, source: "template" }
      : { send_id: send, source: "send" }),
  };
  if (form.kind === "group") {
    return {
      ...common,
      max_resolutions: form.maxResolutions,
      jump_url: form.jump.trim() || null,
      params: Object.fromEntries(
        facts.parameters.map((name) => [name, (valueAt(form.params, name) ?? "").trim()]),
      ),
      custom_code: facts.customCodes ? form.code.trim() || null : null,
    };
  }
  if (facts.ofSend) return common;
  return form.audience === "file"
    ? { ...common, number_file_id: form.file }
    : { ...common, links: linksOf(form, facts) };
}
