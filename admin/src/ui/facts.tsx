import type { ReactNode } from "react";

/** A name and what it holds. */
export interface Fact {
  readonly key: string;
  readonly label: string;
  readonly value: ReactNode;
}

/** Names and values of one thing, side by side where there is room. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts facts-wide">
      {facts.map((fact) => (
        <div key={fact.key}>
          <dt>{fact.label}</dt>
          <dd data-fact={fact.key}>{fact.value ?? "—"}</dd>
        </div>
      ))}
    </dl>
  );
}
