import type { ReactNode } from "react";

/** A name and what it holds. */
export interface DescriptionItem {
  readonly key: string;
  readonly label: string;
  readonly value: ReactNode;
}

/** Names and values of one thing, side by side where there is room. */
export function Descriptions({ items }: { items: readonly DescriptionItem[] }) {
  return (
    <dl className="facts facts-wide">
      {items.map((item) => (
        <div key={item.key}>
          <dt>{item.label}</dt>
          <dd data-fact={item.key}>{item.value ?? "—"}</dd>
        </div>
      ))}
    </dl>
  );
}
