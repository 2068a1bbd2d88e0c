import { optOut } from "@tidings/shared/optouts/opt_out.ts";
import type { DrawnResource } from "../../ui/resource/pages.tsx";
import { OptOutImport } from "./import.tsx";

/** Opt-outs: declared, but for the import of a list. */
export const optOuts: DrawnResource = { of: optOut, slots: { Create: OptOutImport } };
