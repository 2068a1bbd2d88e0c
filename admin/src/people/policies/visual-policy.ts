import {
  ACTION_PATTERN,
  OWN_ROWS,
  type Policy,
  SOURCE_KEY,
  SOURCES,
  type Source,
  TRIAL_KEY,
  TRIALS,
  type Trial,
} from "@tidings/shared/people/policy.ts";
import { policyText } from "@tidings/shared/people/policy_texts.ts";

/** A statement as the visual view edits it. It may be unfinished: without an action yet. */
export interface VisualStatement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  /** Only rows that the person made. */
  readonly own: boolean;
  /** From these places alone; none: from anywhere. */
  readonly sources: readonly Source[];
  /** Only sends that begin with a trial, or only those that do not; null: either. */
  readonly trial: Trial | null;
}

export const NEW_STATEMENT: VisualStatement = {
  effect: "Allow",
  actions: [],
  own: false,
  sources: [],
  trial: null,
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

const hasOnly = (value: Record<string, unknown>, ...keys: string[]) =>
  Object.keys(value).every((key) => keys.includes(key));

/** The statements of a text, where the visual view can show and write all of it; else null. An empty text has one unfinished statement. */
export function visualOf(text: string): readonly VisualStatement[] | null {
  if (text.trim() === "") return [NEW_STATEMENT];
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(document) || !hasOnly(document, "Version", "Statement") || document.Version !== "1.1")
    return null;
  if (!Array.isArray(document.Statement) || document.Statement.length === 0) return null;
  const statements = document.Statement.map(statementOf);
  return statements.includes(null) ? null : (statements as VisualStatement[]);
}

function statementOf(value: unknown): VisualStatement | null {
  if (!isRecord(value) || !hasOnly(value, "Effect", "Action", "Resource", "Condition")) return null;
  const { Effect, Action, Resource, Condition } = value;
  if (Effect !== "Allow" && Effect !== "Deny") return null;
  if (!Array.isArray(Action) || !Action.every((one) => typeof one === "string" && ACTION_PATTERN.test(one)))
    return null;
  if (Resource !== undefined && JSON.stringify(Resource) !== JSON.stringify([OWN_ROWS])) return null;
  const condition = Condition === undefined ? { sources: [], trial: null } : conditionOf(Condition);
  return (
    condition && { effect: Effect, actions: Action as string[], own: Resource !== undefined, ...condition }
  );
}

function conditionOf(condition: unknown): Pick<VisualStatement, "sources" | "trial"> | null {
  if (!isRecord(condition) || !hasOnly(condition, "StringEquals") || !isRecord(condition.StringEquals))
    return null;
  const { [SOURCE_KEY]: sources = null, [TRIAL_KEY]: trials = null } = condition.StringEquals;
  if (!hasOnly(condition.StringEquals, SOURCE_KEY, TRIAL_KEY) || (sources === null && trials === null))
    return null;
  const among = (value: unknown, known: readonly unknown[]) =>
    value === null || (Array.isArray(value) && value.length > 0 && value.every((one) => known.includes(one)));
  if (!among(sources, SOURCES) || !among(trials, TRIALS) || (trials as unknown[] | null)?.[1] !== undefined)
    return null;
  return { sources: (sources as Source[] | null) ?? [], trial: (trials as Trial[] | null)?.[0] ?? null };
}

/** The text of statements, as the JSON view shows it. */
export function textOf(statements: readonly VisualStatement[]): string {
  return policyText({
    Version: "1.1",
    Statement: statements.map(({ effect, actions, own, sources, trial }) => ({
      Effect: effect,
      Action: [...actions],
      ...(own ? { Resource: [OWN_ROWS] } : {}),
      ...(sources.length === 0 && trial === null
        ? {}
        : {
            Condition: {
              StringEquals: {
                ...(sources.length > 0 ? { [SOURCE_KEY]: [...sources] } : {}),
                ...(trial === null ? {} : { [TRIAL_KEY]: [trial] }),
              },
            },
          }),
    })) as Policy["Statement"],
  });
}

/** Neighbouring actions of one resource, which are in one line. */
export interface ActionGroup {
  readonly service: string;
  readonly resource: string;
  readonly operations: readonly string[];
}

/** The actions by service and resource, in their order. */
export function groupsOf(actions: readonly string[]): ActionGroup[] {
  const groups: { service: string; resource: string; operations: string[] }[] = [];
  for (const action of actions) {
    const [service = "", resource = "", operation = ""] = action.split(":");
    const last = groups.at(-1);
    if (last?.service === service && last.resource === resource) last.operations.push(operation);
    else groups.push({ service, resource, operations: [operation] });
  }
  return groups;
}

/** The actions of groups, in their order. */
export function actionsOf(groups: readonly ActionGroup[]): string[] {
  return groups.flatMap(({ service, resource, operations }) =>
    operations.map((operation) => `${service}:${resource}:${operation}`),
  );
}
