/**
 * Zod compiles its schemas with `new Function`, and tries at the first schema whether it may. The panel's content security
 * policy forbids it, and each try would be reported as a violation. admin/vite.config.ts keeps this module in one chunk with zod.
 */
import { z } from "zod";

z.config({ jitless: true });
