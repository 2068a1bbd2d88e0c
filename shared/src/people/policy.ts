import { z } from "zod";
import type { Words } from "../locale.ts";

/** Policies of identity and access (spec IAM-2, §11.2) and their evaluation (Deny wins, default deny). */

/** A part of an action in a policy: letters, with `*` for any run of characters. */
export const ACTION_PATTERN = /^[A-Za-z*]+:[A-Za-z*]+:[A-Za-z*]+$/;

/** Every question about rights reads all policies of a member, so their size is bounded. */
export const POLICY_LIMITS = { statements: 100, actions: 200, characters: 200 } as const;

const statementSchema = z.strictObject({
  Effect: z.enum(["Allow", "Deny"]),
  Action: z
    .array(z.string().max(POLICY_LIMITS.characters).regex(ACTION_PATTERN))
    .min(1)
    .max(POLICY_LIMITS.actions),
});

/** `{"Version":"1.1","Statement":[{"Effect":"Allow"|"Deny","Action":["KooMessage:*:*", …]}]}` */
export const policySchema = z.strictObject({
  Version: z.literal("1.1"),
  Statement: z.array(statementSchema).min(1).max(POLICY_LIMITS.statements),
});
export type Policy = z.infer<typeof policySchema>;
export type Statement = Policy["Statement"][number];

/** An error in a policy document: its path (`Statement[0].Action[1]`), and the message. */
export interface PolicyProblem {
  readonly where: string;
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
  return { problems: result.error.issues.flatMap((issue) => problemsOf(issue, document.value)) };
}

function parseJson(text: string): { value: unknown } | { problem: PolicyProblem } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return {
      problem: { where: "", words: { zh: `不是有效的 JSON：${detail}`, en: `This is not JSON: ${detail}` } },
    };
  }
}

function problemsOf(issue: z.core.$ZodIssue, document: unknown): PolicyProblem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      where: pathText([...issue.path, key]),
      words: { zh: `不认识的字段「${key}」。`, en: `There is no field “${key}” in a policy.` },
    }));
  }
  return [{ where: pathText(issue.path), words: problemWords(issue.path, valueAt(document, issue.path)) }];
}

function problemWords(path: readonly PropertyKey[], value: unknown): Words {
  const [top, , field, inAction] = path;
  if (top === undefined) return { zh: "策略应为 JSON 对象。", en: "A policy is a JSON object." };
  if (top === "Version") return { zh: 'Version 应为 "1.1"。', en: 'Version has to be "1.1".' };
  if (path.length === 1)
    return { zh: "Statement 应为 1 到 100 项的数组。", en: "Statement is a list of 1 to 100." };
  if (path.length === 2)
    return { zh: "每项应为 {Effect, Action}。", en: "Each statement is {Effect, Action}." };
  if (field === "Effect") return { zh: "Effect 应为 Allow 或 Deny。", en: "Effect is Allow or Deny." };
  if (inAction === undefined)
    return { zh: "Action 应为 1 到 200 项的数组。", en: "Action is a list of 1 to 200." };
  const shown = typeof value === "string" ? value : JSON.stringify(value);
  return {
    zh: `「${shown}」不是 服务:资源:操作，例如 KooMessage:template:list，可用 * 代表任意。`,
    en: `“${shown}” is not service:resource:operation, such as KooMessage:template:list, with * for any.`,
  };
}

/** `Statement[0].Action[1]` */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text ? `${text}.${String(key)}` : String(key);
  }, "");
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      value !== null && typeof value === "object" ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    document,
  );
}

/**
 * May someone with these policies do `action`? Case-insensitive; `*` matches any characters; any Deny wins; the default
 * is deny (§11.2).
 */
export function evaluate(policies: readonly Policy[], action: string): boolean {
  let allowed = false;
  for (const { Statement } of policies) {
    for (const { Effect, Action } of Statement) {
      if (!Action.some((pattern) => matches(pattern, action))) continue;
      if (Effect === "Deny") return false;
      allowed = true;
    }
  }
  return allowed;
}

/** Does `pattern`, which may contain `*`, match `action`? */
export function matches(pattern: string, action: string): boolean {
  const parts = pattern.toLowerCase().split("*");
  const text = action.toLowerCase();
  const [head = ""] = parts;
  if (parts.length === 1) return text === head;
  const tail = parts[parts.length - 1] ?? "";
  if (!text.startsWith(head) || !text.endsWith(tail) || text.length < head.length + tail.length) return false;
  let at = head.length;
  const end = text.length - tail.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
