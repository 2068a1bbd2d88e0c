/** A rule of the platform that the app broke: the platform went on, and a person saw something go wrong. */
export type Violation = { rule: string; detail: string };

export type Violations = { list: Violation[]; add(rule: string, detail: string): void };

export function makeViolations(): Violations {
  const list: Violation[] = [];
  return { list, add: (rule, detail) => void list.push({ rule, detail }) };
}
