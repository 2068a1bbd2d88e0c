/** The adapters there are, by the enum `channel_adapter`. */
import type { Adapter } from "./port.ts";
import { sandbox } from "./sandbox.ts";

const ADAPTERS: Readonly<Record<string, Adapter>> = { sandbox };

/**
 * The adapter of that name.
 * @throws Error when there is none: the database knows one that this deployment does not
 */
export function adapterOf(name: string): Adapter {
  const adapter = Object.hasOwn(ADAPTERS, name) ? ADAPTERS[name] : undefined;
  if (!adapter) throw new Error(`There is no channel adapter called ${name}.`);
  return adapter;
}
