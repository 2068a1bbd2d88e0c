import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import { StateTag } from "../tags.tsx";

/** The tags beside the name of a row. */
export function Marks({ of, row }: { of: Resource; row: Row }) {
  return Object.entries(of.fields).map(
    ([column, { mark }]) =>
      mark && row[column] === true && <StateTag key={column} of={{ [column]: mark }} state={column} />,
  );
}
