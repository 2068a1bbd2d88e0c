import { type Option, options } from "../../registry/options.ts";
import type { AnyCommand } from "../../registry/registry.ts";
import { hourBlock } from "./form.ts";

/** What comes back from a submitted form. */

/** A field of a submitted view. */
export interface ViewValue {
  readonly value?: string | null;
  readonly selected_option?: { readonly value: string } | null;
  readonly selected_date?: string | null;
  readonly selected_time?: string | null;
  readonly files?: readonly SlackFile[];
}

export interface SlackFile {
  readonly id: string;
  readonly name?: string | null;
  readonly size?: number;
  readonly url_private_download?: string;
  readonly url_private?: string;
}

type Values = Readonly<Record<string, Readonly<Record<string, ViewValue>>>>;

/** What was typed, chosen or picked for an option; of a time its day and its hour, as they are typed. */
export function fieldText(values: Values, name: string): string {
  const [field] = Object.values(values[name] ?? {});
  const [hour] = Object.values(values[hourBlock(name)] ?? {});
  const said = field?.selected_option?.value ?? field?.selected_date ?? field?.value ?? "";
  return [said, hour?.selected_time ?? ""].join(" ").trim();
}

/** The raw input of a submitted form, without empty fields. Files are still Slack's file objects. */
export function formInput(command: AnyCommand, values: Values): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (const option of options(command)) {
    const value = fieldValue(option, values);
    if (value !== undefined) raw[option.name] = value;
  }
  return raw;
}

function fieldValue(option: Option, values: Values): unknown {
  if (option.kind === "file") return Object.values(values[option.name] ?? {})[0]?.files?.[0];
  const text = fieldText(values, option.name);
  if (text === "") return undefined;
  if (option.kind === "boolean") return text === "yes";
  return option.kind === "integer" ? Number(text) : text;
}
