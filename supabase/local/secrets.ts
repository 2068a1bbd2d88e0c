/** The secrets of one copy: made once, kept in TIDINGS_HOME with mode 600, never printed. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { readKeys, writeKeys } from "./private.ts";

const schema = z.object({
  jwtSecret: z.string().min(32),
  publishableKey: z.string().startsWith("sb_publishable_"),
  secretKey: z.string().startsWith("sb_secret_"),
  databasePassword: z.string().min(16),
  functionsPassword: z.string().min(16),
  botPassword: z.string().min(16),
  botKey: z.string().regex(/^[0-9a-f]{64}$/),
  carrierKey: z.string().min(16),
  webhookSecret: z.string().startsWith("whsec_"),
});

/** Keys and passwords of a copy. `webhookSecret` is a Standard Webhooks secret (`whsec_` + base64), `botKey` 32 bytes in hex. */
export type Secrets = z.infer<typeof schema>;

const word = (bytes = 24) => randomBytes(bytes).toString("base64url");
const key = () => randomBytes(32).toString("hex");

async function make(): Promise<Secrets> {
  // Only for a new copy: it takes 30 MB.
  const { generateApiKey } = await import("@supabase/lite");
  const [publishable, secret] = await Promise.all([generateApiKey("publishable"), generateApiKey("secret")]);
  return {
    jwtSecret: word(48),
    publishableKey: publishable.key,
    secretKey: secret.key,
    databasePassword: word(),
    functionsPassword: word(),
    botPassword: word(),
    botKey: key(),
    carrierKey: `ck_${word()}`,
    webhookSecret: `whsec_${randomBytes(32).toString("base64")}`,
  };
}

/**
 * The secrets of the copy in `home`; the first call makes them, and a copy that was made before a secret existed gets that one.
 * Throws when the file is damaged.
 */
export async function secretsOf(home: string): Promise<Secrets> {
  const path = join(home, "secrets.json");
  const known = await readKeys(path);
  if (known !== undefined) {
    const read = schema.safeParse({ functionsPassword: word(), botKey: key(), ...Object(known) });
    if (!read.success) throw new Error(`${path} is damaged: ${z.prettifyError(read.error)}`);
    if (!("functionsPassword" in Object(known) && "botKey" in Object(known)))
      await writeKeys(path, read.data);
    return read.data;
  }
  const secrets = await make();
  await writeKeys(path, secrets);
  return secrets;
}
