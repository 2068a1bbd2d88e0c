import { type Option, options } from "../../registry/options.ts";
import type { AnyCommand } from "../../registry/registry.ts";

/** What comes back from a submitted form. */

/** A field of a submitted view. */
export interface ViewValue {
  readonly value?: string | null;
  readonly selected_option?: { readonly value: string } | null;
  readonly files?: readonly SlackFile[];
}

export interface SlackFile {
  readonly id: string;
  readonly name?: string | null;
  readonly size?: number;
  readonly url_private_download?: string;
  readonly url_private?: string;
}

/** The raw input of a submitted form, without empty fields. Files are still Slack's file objects. */
export function formInput(
  command: AnyCommand,
  values: Readonly<Record<string, Readonly<Record<string, ViewValue>>>>,
): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (const option of options(command)) {
    const field = Object.values(values[option.name] ?? {})[0];
    const value = field ? fieldValue(option, field) : undefined;
    if (value !== undefined) raw[option.name] = value;
  }
  return raw;
}

function fieldValue(option: Option, field: ViewValue): unknown {
  if (option.kind === "file") return field.files?.[0];
  const text = field.selected_option?.value ?? field.value ?? "";
  if (text.trim() === "") return undefined;
  if (option.kind === "boolean") return text === "yes";
  return option.kind === "integer" ? Number(text) : text.trim();
}
