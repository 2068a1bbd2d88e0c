import { z } from "zod";
import type { Words } from "../ground/locale.ts";
import { faultWords, type PolicyFault } from "./fault_words.ts";
import { metBy } from "./patterns.ts";

/** Policies of identity and access (spec IAM-2, §11.2). */

/** A part of an action in a policy: letters, with `*` for any run of characters. */
export const ACTION_PATTERN = /^[A-Za-z*]+:[A-Za-z*]+:[A-Za-z*]+$/;

/** Every question about rights reads all policies of a member, so their size is bounded. */
export const POLICY_LIMITS = { statements: 100, actions: 200, characters: 200 } as const;

/**
 * From where an act may be asked for. The database knows chat by the bot's proof; what a person's own client calls itself (panel, terminal, API)
 * it does not, so these are one place.
 */
export const SOURCES = ["session", "slack", "discord"] as const;
export type Source = (typeof SOURCES)[number];

/** The one resource that limits a statement: rows that the person made, in the guide's five parts. */
export const OWN_ROWS = "*:*:*:*:own";
/** The conditions that are evaluated: the place, and whether the send begins with a trial and leaves the rest to be released. */
export const SOURCE_KEY = "tidings:Source";
export const TRIAL_KEY = "tidings:Trial";
export const TRIALS = ["yes", "no"] as const;
export type Trial = (typeof TRIALS)[number];

const action = z
  .string()
  .max(POLICY_LIMITS.characters)
  .regex(ACTION_PATTERN)
  // Of what is no pattern, only that is said.
  .refine((pattern) => !ACTION_PATTERN.test(pattern) || metBy(pattern).length > 0, {
    params: { fault: "unknown" },
  });

const statementSchema = z
  .strictObject({
    Effect: z.enum(["Allow", "Deny"]),
    Action: z.array(action).min(1).max(POLICY_LIMITS.actions),
    Resource: z.tuple([z.literal(OWN_ROWS)]).optional(),
    Condition: z
      .strictObject({
        StringEquals: z
          .strictObject({
            [SOURCE_KEY]: z
              .array(z.enum(SOURCES))
              .min(1)
              .refine((sources) => new Set(sources).size === sources.length)
              .optional(),
            [TRIAL_KEY]: z.tuple([z.enum(TRIALS)]).optional(),
          })
          .refine((keys) => Object.keys(keys).length > 0),
      })
      .optional(),
  })
  .superRefine(({ Action, Resource, Condition }, context) => {
    for (const [index, pattern] of Action.entries()) {
      const wide = (fault: PolicyFault, limit: "own" | "trial") => {
        const met = metBy(pattern).find((entry) => !entry[limit]);
        if (met)
          context.addIssue({
            code: "custom",
            path: ["Action", index],
            params: { fault, action: met.action },
          });
        return met !== undefined;
      };
      if (Resource !== undefined && wide("not_own", "own")) continue;
      if (Condition?.StringEquals[TRIAL_KEY] !== undefined) wide("not_trial", "trial");
    }
  });

/**
 * `{"Version":"1.1","Statement":[{"Effect":"Allow"|"Deny","Action":["KooMessage:*:*", …]}]}`, each statement for one's own rows alone
 * (`Resource`), from some places alone or for sends with or without a trial alone (`Condition`).
 */
export const policySchema = z.strictObject({
  Version: z.literal("1.1"),
  Statement: z.array(statementSchema).min(1).max(POLICY_LIMITS.statements),
});
export type Policy = z.infer<typeof policySchema>;
export type Statement = Policy["Statement"][number];

type Path = readonly PropertyKey[];

/** An error in a policy document: its path (`Statement[0].Action[1]`), and the message. */
export interface PolicyProblem {
  readonly path: Path;
  readonly where: string;
  /** What is there. */
  readonly typed: unknown;
  readonly words: Words;
}

/**
 * Parses a policy: the document, or all its errors. `source` is the text of the JSON editor, or the parsed document.
 */
export function readPolicy(source: unknown): { policy: Policy } | { problems: PolicyProblem[] } {
  const document = typeof source === "string" ? parseJson(source) : { value: source };
  if ("problem" in document) return { problems: [document.problem] };
  const result = policySchema.safeParse(document.value);
  if (result.success) return { policy: result.data };
  const problems = result.error.issues.flatMap((issue) => problemsOf(issue, document.value));
  // What is inside of a condition is one thing to say, however many of its parts are wrong.
  const said = new Map(problems.map((problem) => [`${problem.where} ${problem.words.en}`, problem]));
  return { problems: [...said.values()] };
}

function parseJson(text: string): { value: unknown } | { problem: PolicyProblem } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return {
      problem: {
        path: [],
        where: "",
        typed: text,
        words: { zh: `不是有效的 JSON：${detail}`, en: `Invalid JSON: ${detail}` },
      },
    };
  }
}

function problemsOf(issue: z.core.$ZodIssue, document: unknown): PolicyProblem[] {
  const at = (path: Path, fault: PolicyFault, more: object = {}): PolicyProblem => ({
    path,
    where: pathText(path),
    typed: valueAt(document, path),
    words: faultWords(fault, more),
  });
  // What is inside of these two is one thing to say.
  const [, , field] = issue.path;
  if (field === "Condition" || field === "Resource")
    return [at(issue.path.slice(0, 3), field === "Condition" ? "condition" : "resource")];
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => at([...issue.path, key], "key"));
  const typed = valueAt(document, issue.path);
  const shown = typeof typed === "string" ? typed : JSON.stringify(typed);
  if (issue.code === "custom")
    return [
      at(issue.path, issue.params?.fault as PolicyFault, { typed: shown, action: issue.params?.action }),
    ];
  return [at(issue.path, faultOf(issue.path), { typed: shown })];
}

function faultOf([top, index, field, place]: Path): PolicyFault {
  if (top === undefined) return "object";
  if (top === "Version") return "version";
  if (index === undefined) return "statements";
  if (field === undefined) return "statement";
  if (field === "Effect") return "effect";
  return place === undefined ? "actions" : "action";
}

/** `Statement[0].Action[1]` */
function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text ? `${text}.${String(key)}` : String(key);
  }, "");
}

function valueAt(document: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      value !== null && typeof value === "object" ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    document,
  );
}
