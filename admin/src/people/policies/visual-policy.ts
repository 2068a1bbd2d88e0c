import {
  ACTION_PATTERN,
  OWN_ROWS,
  type Policy,
  SOURCE_KEY,
  SOURCES,
  type Source,
} from "@tidings/shared/people/policy.ts";
import { policyText } from "@tidings/shared/people/policy_words.ts";

/** A statement as the visual view edits it. It may be unfinished: without an action yet. */
export interface VisualStatement {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  /** Only rows that the person made. */
  readonly own: boolean;
  /** From these places alone; none: from anywhere. */
  readonly sources: readonly Source[];
}

export const NEW_STATEMENT: VisualStatement = { effect: "Allow", actions: [], own: false, sources: [] };

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
  const sources = Condition === undefined ? [] : sourcesOf(Condition);
  if (sources === null) return null;
  return { effect: Effect, actions: Action as string[], own: Resource !== undefined, sources };
}

function sourcesOf(condition: unknown): readonly Source[] | null {
  if (!isRecord(condition) || !hasOnly(condition, "StringEquals") || !isRecord(condition.StringEquals))
    return null;
  const sources = condition.StringEquals[SOURCE_KEY];
  if (!hasOnly(condition.StringEquals, SOURCE_KEY) || !Array.isArray(sources) || sources.length === 0)
    return null;
  return sources.every((one) => (SOURCES as readonly unknown[]).includes(one)) ? (sources as Source[]) : null;
}

/** The text of statements, as the JSON view shows it. */
export function textOf(statements: readonly VisualStatement[]): string {
  return policyText({
    Version: "1.1",
    Statement: statements.map(({ effect, actions, own, sources }) => ({
      Effect: effect,
      Action: [...actions],
      ...(own ? { Resource: [OWN_ROWS] } : {}),
      ...(sources.length > 0 ? { Condition: { StringEquals: { [SOURCE_KEY]: [...sources] } } } : {}),
    })) as Policy["Statement"],
  });
}

/** Neighbouring actions of one resource, which stand in one line. */
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
