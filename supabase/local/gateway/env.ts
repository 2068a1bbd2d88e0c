/** What the gateway is told by the supervisor that starts it. It refuses to start on anything missing. */
import { z } from "zod";
import { KEYS, type KeyKind, keysIn } from "../../../shared/src/ground/keys.ts";
import { limits } from "./limits.ts";

const json = <Inner extends z.ZodType>(inner: Inner) =>
  z.string().transform((text, context) => {
    try {
      return inner.parse(JSON.parse(text));
    } catch (error) {
      context.addIssue({ code: "custom", message: String(error) });
      return z.NEVER;
    }
  });

/** A dictionary of keys, as hosted Supabase tells its functions. */
const keys = (kind: KeyKind) =>
  z.string().transform((text, context) => {
    try {
      return z.tuple([z.string()], z.string()).parse(keysIn(text, kind));
    } catch (error) {
      context.addIssue({
        code: "custom",
        message: error instanceof z.ZodError ? "has no key" : String(error),
      });
      return z.NEVER;
    }
  });

const schema = z.object({
  TIDINGS_HOME: z.string().min(1),
  TIDINGS_API_PORT: z.coerce.number().int(),
  GATEWAY_DB_URL: z.url(),
  GATEWAY_JWT_SECRET: z.string().min(32),
  GATEWAY_SITE_URL: z.url(),
  /** An address counts when the code of its mail was entered; else at once, as nobody may be looking into the folder of mails. */
  GATEWAY_CONFIRM_MAIL: z
    .enum(["0", "1"])
    .default("0")
    .transform((set) => set === "1"),
  /** Name of each edge function → the port of its process. */
  GATEWAY_FUNCTIONS: json(z.record(z.string(), z.number().int())),
  /** What `/healthz` asks: name → address that answers 2xx–4xx when the part is ready. */
  GATEWAY_PROBES: json(z.record(z.string(), z.url())),
  /** Other sizes and time-outs than the usual ones (`limits.ts`), for tests. */
  GATEWAY_LIMITS: json(limits).default(limits.parse({})),
  [KEYS.publishable.dictionary]: keys("publishable"),
  [KEYS.secret.dictionary]: keys("secret"),
  /** Are legacy keys on: JWTs signed with our secret for `anon` and `service_role`? */
  GATEWAY_LEGACY_KEYS: z
    .enum(["0", "1"])
    .default("0")
    .transform((set) => set === "1"),
});

/** The gateway's settings, checked. */
export type GatewayEnv = z.infer<typeof schema>;

/** Reads the settings from the environment; throws a readable list of what is wrong. */
export function gatewayEnv(from: NodeJS.ProcessEnv = process.env): GatewayEnv {
  const read = schema.safeParse(from);
  if (!read.success) throw new Error(`The gateway cannot start: ${z.prettifyError(read.error)}`);
  return read.data;
}
