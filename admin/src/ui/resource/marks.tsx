import { type Resource, type Row, tagOf } from "@tidings/shared/resource/define.ts";
import { StateTag } from "../tags.tsx";

/** The tags beside the name of a row. */
export function Marks({ of, row }: { of: Resource; row: Row }) {
  return Object.entries(of.fields).map(([column, { mark, when }]) => {
    if (mark === "own")
      return when?.(row) !== false && <Tag key={column} of={of} column={column} row={row} />;
    return mark && row[column] === true && <StateTag key={column} of={{ [column]: mark }} state={column} />;
  });
}

/** The state of a row, or another choice of it, as a tag. */
export function Tag({ of, column, row }: { of: Resource; column: string; row: Row }) {
  const label = tagOf(of, column, row);
  const state = row[column];
  if (state === null || state === undefined) return <span className="faint">—</span>;
  return label && <StateTag of={{ [String(state)]: label }} state={String(state)} />;
}
