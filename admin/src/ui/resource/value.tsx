import { listText } from "@tidings/shared/locale.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import type { Field } from "@tidings/shared/resource/kinds.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import type { Transition } from "@tidings/shared/transitions.ts";
import type { ReactNode } from "react";
import { useAmount } from "../amount.ts";
import { useEnterprise } from "../me.tsx";
import { ProofLink } from "../proof-link.tsx";
import { StateTag } from "../tags.tsx";
import { clock } from "../time.ts";
import { useLocale, useTranslations } from "../words.ts";
import type { Slots } from "./slots.ts";
import { Turn } from "./turn.tsx";

interface ValueProps {
  readonly of: Resource;
  readonly column: string;
  readonly row: Row;
  readonly transitions: readonly Transition[];
  readonly slots: Slots;
}

/** A column of a row, as a list and a page show it. */
export function Value({ of, column, row, transitions, slots }: ValueProps) {
  const t = useTranslations();
  const field = of.fields[column];
  const slot = slots.values?.[column];
  if (slot) return slot(row);
  if (field === undefined || field.when?.(row) === false) return <span className="faint">—</span>;
  if (field.turn)
    return <Turn of={of} column={column} row={row} transitions={transitions} turn={field.turn} />;
  const text = field.text?.(row);
  if (text !== undefined) return typeof text === "string" ? text : t(text);
  return <ByKind field={field} value={row[column]} row={row} />;
}

/** Each kind is drawn here and nowhere else. */
function ByKind({ field, value, row }: { field: Field<Row>; value: unknown; row: Row }): ReactNode {
  const t = useTranslations();
  const amount = useAmount();
  const { zone } = useEnterprise();
  if (value === null || value === undefined || value === "") return <span className="faint">—</span>;
  switch (field.kind) {
    case "text":
      return field.mono ? <span className="mono">{String(value)}</span> : String(value);
    case "long":
      return <div className="cell-note">{String(value)}</div>;
    case "texts":
      return <Several names={value as readonly string[]} />;
    case "choice":
      return <StateTag of={field.values} state={String(value)} />;
    case "flag":
      return t(labelOf(field.values, String(value)));
    case "count":
      return amount(Number(value));
    case "time": {
      const at = clock(String(value), field.zone ?? zone);
      const by = field.by === undefined ? null : row[field.by];
      return field.by === undefined ? at : `${by ?? "—"} · ${at}`;
    }
    case "references":
      return <Several names={row[field.names] as readonly string[]} />;
    case "file": {
      const path = row[field.path];
      return path ? <ProofLink kind={field.proof} path={String(path)} name={String(value)} /> : String(value);
    }
  }
}

/** Long lists of names wrap, so that the columns beside them stay in sight. */
function Several({ names }: { names: readonly string[] }) {
  const locale = useLocale();
  if (names.length === 0) return <span className="faint">—</span>;
  return <div className="cell-note">{listText(names, locale)}</div>;
}
