import type { Enum } from "../ground/enums.ts";
import type { Adapter } from "./adapters.ts";

type Kind = Enum<"message_kind">;

/**
 * Which kinds of messages a carrier of each adapter takes. A text of SMPP holds no pictures, so no basic message either; the law asks
 * the same of `private.carries`.
 */
export const CARRIES: Readonly<Record<Adapter, readonly Kind[]>> = {
  sandbox: ["aim", "basic", "text"],
  smpp: ["aim", "text"],
  koomessage: ["aim", "basic", "text"],
};

const isAdapter = (name: string): name is Adapter => Object.hasOwn(CARRIES, name);

/** Whether a carrier of this adapter takes messages of this kind. */
export const canCarry = (adapter: string, kind: Kind): boolean =>
  isAdapter(adapter) && CARRIES[adapter].includes(kind);
