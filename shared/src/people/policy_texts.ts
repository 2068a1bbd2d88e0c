import { type Words, w } from "../ground/locale.ts";
import {
  actionOf,
  apartOf,
  OPERATION_WORDS,
  type Operation,
  RESOURCE_WORDS,
  type Resource,
  SERVICE_WORDS,
  type Service,
} from "./action_words.ts";
import { metBy } from "./patterns.ts";
import { type Policy, SOURCE_KEY, type Source, type Statement, TRIAL_KEY, type Trial } from "./policy.ts";

/** What a policy allows and denies, as sentences: "Allows: see everything of AIM". */

export const EFFECT_WORDS = {
  Allow: w("允许", "Allows"),
  Deny: w("拒绝", "Denies"),
} as const satisfies Record<Statement["Effect"], Words>;

/** From where an act is asked for. */
export const POLICY_SOURCE_WORDS = {
  session: w("管理台、终端与 API（本人登录）", "the panel, the terminal and the API (signed in personally)"),
  slack: w("Slack", "Slack"),
  discord: w("Discord", "Discord"),
} as const satisfies Record<Source, Words>;

/** What a send is that the statement is about. */
export const POLICY_TRIAL_WORDS = {
  yes: w("仅限先试发的任务", "only with a trial"),
  no: w("仅限不试发、直接全量发送的任务", "only full sends without a trial"),
} as const satisfies Record<Trial, Words>;

/** How many actions of a pattern with stars inside are named one by one. */
const NAMED = 6;

const findIn = <K extends string>(words: Readonly<Record<K, Words>>, part: string): K | null =>
  (Object.keys(words) as K[]).find((key) => key.toLowerCase() === part.toLowerCase()) ?? null;

const PART_WORDS: Readonly<Record<string, Words>> = {
  Effect: w("效果", "effect"),
  Action: w("操作", "actions"),
  Resource: w("资源", "resource"),
  Condition: w("条件", "condition"),
};

/** A place of a policy as a reader of its fields knows it: statement 1, operation “See templates”; null for the whole. */
export function placeWords([top, index, part, at]: readonly PropertyKey[], value: unknown): Words | null {
  if (top === undefined) return null;
  if (top !== "Statement" || typeof index !== "number") return { zh: String(top), en: String(top) };
  const statement = { zh: `第 ${index + 1} 条`, en: `Statement ${index + 1}` };
  if (part === undefined) return statement;
  const named = PART_WORDS[String(part)] ?? { zh: String(part), en: String(part) };
  if (typeof at !== "number")
    return { zh: `${statement.zh}，${named.zh}`, en: `${statement.en}, ${named.en}` };
  const [first, ...more] = patternWords(String(value));
  const action = first && more.length === 0 ? first : { zh: String(value), en: String(value) };
  return { zh: `${statement.zh}，操作“${action.zh}”`, en: `${statement.en}, action “${action.en}”` };
}

/** The sentences of one pattern of actions; of one that meets nothing, the pattern itself. */
export function patternWords(pattern: string): Words[] {
  const exact = actionOf(pattern);
  if (exact) return [{ zh: exact.zh, en: exact.en }];
  const [service = "", resource = "", operation = ""] = pattern.split(":");
  const whole = wholeWords(service, resource, operation);
  if (whole) return [whole];
  const met = metBy(pattern);
  if (met.length === 0) return [{ zh: pattern, en: pattern }];
  const named = met.slice(0, NAMED).map(({ zh, en }) => ({ zh, en }));
  const more = met.length - named.length;
  return more === 0
    ? named
    : [...named, { zh: `另外 ${more} 项（${pattern}）`, en: `${more} more (${pattern})` }];
}

/** A pattern whose parts are each a name or one star. */
function wholeWords(service: string, resource: string, operation: string): Words | null {
  const of = findIn<Service>(SERVICE_WORDS, service);
  const about = findIn<Resource>(RESOURCE_WORDS, resource);
  const does = findIn<Operation>(OPERATION_WORDS, operation);
  if (resource === "*" && (of || service === "*")) {
    const all = of
      ? { zh: `${SERVICE_WORDS[of].zh}的全部`, en: `everything in ${ofService(of)}` }
      : w("所有服务的全部", "everything in all services");
    if (operation === "*") return { zh: `${all.zh}操作`, en: `Do ${all.en}` };
    return (
      does && { zh: `${OPERATION_WORDS[does].zh}${all.zh}内容`, en: `${OPERATION_WORDS[does].en} ${all.en}` }
    );
  }
  if (!of || !about || operation !== "*") return null;
  const { zh, what } = RESOURCE_WORDS[about];
  const where = apartOf(of, about);
  return {
    zh: `${zh}的全部操作${where ? `（${where.zh}）` : ""}`,
    en: `Do everything with ${what}${where ? ` (${where.en})` : ""}`,
  };
}

/** A service inside of a sentence. */
const ofService = (service: Service): string =>
  ({ KooMessage: "AIM", KooMessageBasic: "the basic edition", KooMessageSA: "service accounts", SMS: "SMS" })[
    service
  ];

/** What limits a statement; nothing where it holds for all rows from anywhere. */
export function limitWords({ Resource, Condition }: Statement): Words[] {
  const sources = Condition?.StringEquals[SOURCE_KEY] ?? [];
  const trials = Condition?.StringEquals[TRIAL_KEY] ?? [];
  return [
    ...(Resource ? [w("仅限本人创建的内容", "only what they created")] : []),
    ...trials.map((trial) => POLICY_TRIAL_WORDS[trial]),
    ...(sources.length === 0
      ? []
      : [
          {
            zh: `仅限以下来源：${sources.map((source) => POLICY_SOURCE_WORDS[source].zh).join("、")}`,
            en: `only from ${sources.map((source) => POLICY_SOURCE_WORDS[source].en).join(" or ")}`,
          },
        ]),
  ];
}

/** One statement as one sentence. */
export function statementWords(statement: Statement): Words {
  const what = statement.Action.flatMap(patternWords);
  const limits = limitWords(statement);
  const effect = EFFECT_WORDS[statement.Effect];
  return {
    zh: `${effect.zh}：${what.map(({ zh }) => zh).join("；")}${limits.length ? `（${limits.map(({ zh }) => zh).join("，")}）` : ""}`,
    en: `${effect.en}: ${what.map(({ en }) => en).join("; ")}${limits.length ? ` (${limits.map(({ en }) => en).join(", ")})` : ""}`,
  };
}

/** A policy as sentences, one a line. */
export function policyWords({ Statement }: Policy): Words {
  const all = Statement.map(statementWords);
  return { zh: all.map(({ zh }) => zh).join("\n"), en: all.map(({ en }) => en).join("\n") };
}

/** A policy as text, in the order in which the guide writes it. */
export function policyText({ Version, Statement }: Policy): string {
  const statements = Statement.map(({ Effect, Action, Resource, Condition }) => ({
    Effect,
    Action,
    ...(Resource ? { Resource } : {}),
    ...(Condition ? { Condition } : {}),
  }));
  return JSON.stringify({ Version, Statement: statements }, null, 2);
}
