import { carrier } from "@tidings/shared/channels/carrier.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { Outages } from "./outages.tsx";
import { Tests } from "./tests.tsx";

function Records({ row }: { row: Row }) {
  return (
    <>
      <Tests row={row} />
      <Outages row={row} />
    </>
  );
}

/** Carriers: declared, with their test messages and their outages under the facts. */
export const carriers: DrawnResource = { of: carrier, slots: { Section: Records } };
