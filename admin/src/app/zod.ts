/**
 * Zod for the whole panel: admin/vite.config.ts puts this module in its place. Zod compiles its schemas with `new Function`,
 * and tries at the first schema whether it may. The panel's content security policy forbids it, and each try would be
 * reported as a violation.
 */
import { config } from "zod/v4";

config({ jitless: true });

// biome-ignore lint/performance/noBarrelFile: it stands for the whole of zod
export * from "zod/v4";
