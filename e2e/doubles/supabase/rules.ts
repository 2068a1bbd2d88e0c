/** What the Management API takes, and in which words it refuses (https://api.supabase.com/api/v1-json, https://supabase.com/docs/guides/functions/limits). */
import { z } from "zod";

/** A request that is refused, as the platform says it. */
export class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const KB = 1024;
export const LIMITS = {
  functionBytes: 20 * KB * KB,
  functions: 100,
  secrets: 100,
  secretName: 256,
  /** 48 KiB, as the API counts: in characters of two bytes. */
  secretCharacters: 24_576,
  requestsPerMinute: 120,
  memoryBytes: 256 * KB * KB,
  cpuSeconds: 2,
  /** Until the first byte of an answer. */
  idleMs: 150_000,
  /** So long an instance takes requests (free plan). */
  wallMs: 150_000,
} as const;

export const TOKEN = /^sbp_[0-9a-f]{40}$/;
export const REF = /^[a-z]{20}$/;

const slug = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]*$/);

export const secretsSet = z.array(
  z.object({
    name: z
      .string()
      .min(1)
      .max(LIMITS.secretName)
      .regex(/^(?!SUPABASE_).*/),
    value: z.string().max(LIMITS.secretCharacters),
  }),
);

export const secretsUnset = z.array(z.string());

export const deployQuery = z.object({
  slug,
  bundleOnly: z
    .enum(["true", "false", "1", "0"])
    .default("false")
    .transform((said) => said === "true" || said === "1"),
});

export const metadata = z.object({
  entrypoint_path: z.string(),
  import_map_path: z.string().optional(),
  static_patterns: z.array(z.string()).default([]),
  verify_jwt: z.boolean().default(true),
  name: z.string().optional(),
});

export const bulkUpdate = z.array(
  z.object({
    id: z.string(),
    slug,
    name: z.string(),
    status: z.enum(["ACTIVE", "REMOVED", "THROTTLED"]),
    version: z.int(),
    verify_jwt: z.boolean().optional(),
    ezbr_sha256: z.string().optional(),
  }),
);

/** @throws Refused 400 with the first thing that is wrong, and where */
export function read<Shape extends z.ZodType>(shape: Shape, given: unknown): z.output<Shape> {
  const { data, error } = shape.safeParse(given);
  if (!error) return data as z.output<Shape>;
  const [first] = error.issues;
  throw new Refused(400, `${first?.path.join(".") ?? ""}: ${first?.message ?? "Invalid input"}`);
}
