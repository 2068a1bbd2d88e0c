import type { ReactNode } from "react";

/** A label and its value. */
export interface DescriptionItem {
  readonly key: string;
  readonly label: string;
  readonly value: ReactNode;
}

/** A list of labels and values, side by side on wide screens. (antd's Descriptions is a table; this is a `dl`.) */
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
