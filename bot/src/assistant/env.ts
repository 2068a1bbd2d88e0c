import { z } from "zod";
import type { ModelEnv } from "./model.ts";

/** Where the assistant's model is: the variables that every OpenAI-compatible client knows. */
export const MODEL_SETTINGS = {
  OPENAI_BASE_URL: z.url().optional(),
  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_MODEL: z.string().min(1).optional(),
};

type Settings = { readonly [Name in keyof typeof MODEL_SETTINGS]?: string | undefined };

/** The endpoint, or null where none is set. One of one's own may need no key. */
export function modelEnv({
  OPENAI_BASE_URL: url,
  OPENAI_API_KEY: key,
  OPENAI_MODEL: model,
}: Settings): ModelEnv | null {
  if (model === undefined || (url === undefined && key === undefined)) return null;
  return { url, key: key ?? "none", model };
}
