import { join, resolve } from "node:path";
import { z } from "zod";

/** What the carrier process is told from outside. `data` is the folder that holds its store. */
export type Env = { port: number; data: string; key: string; secret: string };

const SECRET = /^whsec_([A-Za-z0-9+/]+={0,2})$/;

const schema = z.object({
  TIDINGS_CARRIER_PORT: z.coerce.number().int().min(0).max(65_535).default(54_330),
  TIDINGS_HOME: z.string().min(1).default(".tidings"),
  CARRIER_KEY: z.string().regex(/^[\x21-\x7e]{8,}$/, "must be at least 8 visible ASCII characters"),
  CARRIER_WEBHOOK_SECRET: z.string().refine((secret) => {
    const bytes = Buffer.from(SECRET.exec(secret)?.[1] ?? "", "base64").length;
    return bytes >= 24 && bytes <= 64;
  }, "must be whsec_ followed by the base64 of 24 to 64 bytes"),
});

/**
 * Read and check the environment (docs/carrier.md, "Running it").
 * Port 0 lets the system choose one; the line printed at the start says which.
 * @throws Error naming every variable that is wrong, one a line; never shows a value.
 */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const read = schema.safeParse(source);
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`its environment is wrong:\n${lines.join("\n")}`);
  }
  return {
    port: read.data.TIDINGS_CARRIER_PORT,
    data: join(resolve(read.data.TIDINGS_HOME), "carrier"),
    key: read.data.CARRIER_KEY,
    secret: read.data.CARRIER_WEBHOOK_SECRET,
  };
}
