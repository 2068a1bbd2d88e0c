import { valueAt } from "@tidings/shared/ground/value_at.ts";
import { CATEGORY_WORDS } from "@tidings/shared/layouts/catalogue.ts";
import type { Category } from "@tidings/shared/layouts/layout.ts";
import { guessColumns, headingsOf, unfilled } from "@tidings/shared/numbers/columns.ts";
import { LINK, smsBody, smsText, unfitFor } from "@tidings/shared/sms/text.ts";
import type { SmsVariable } from "@tidings/shared/sms/variables.ts";
import { namesIn } from "@tidings/shared/templates/parameters.ts";
import type { Version } from "../ui/card-phone.tsx";
import { useRow, useRows } from "../ui/data.ts";
import type { NonNullKeys, Override, RowOf } from "../ui/rows.ts";
import { missingTyped, type SendFacts, type SendForm, typedNumbers } from "./form.ts";
import { useBasic } from "./use-basic.ts";

/** A template that can be sent: approved by a vendor, and enabled. */
export type TemplateChoice = Override<
  RowOf<"template_cards">,
  { readonly category: Category; readonly live_version_id: string }
>;

/** An SMS template with its live version, that can be sent with. */
export type SmsChoice = Override<
  NonNullKeys<RowOf<"live_sms_templates">, "id" | "name" | "content" | "signature_id" | "app_id">,
  { readonly variables: readonly SmsVariable[] }
>;
export type SignatureChoice = RowOf<"sms_signatures">;

/** A number file that can be sent to. */
export type FileChoice = RowOf<"number_files">;

type ChannelChoice = NonNullKeys<RowOf<"channel_cards">, "id" | "name" | "is_default">;

type DomainChoice = NonNullKeys<RowOf<"domain_cards">, "id" | "link_example" | "is_default">;

const approved = { field: "state", operator: "eq", value: "approved" } as const;
const live = { field: "live_version_id", operator: "nnull", value: null } as const;
const enabled = { field: "enabled", operator: "eq", value: true } as const;

/** The options of the form, and what the chosen ones imply. */
export function useChoices(form: SendForm) {
  const isBasic = form.kind === "basic";
  /** Files of customer flags are for links only, files of the basic edition for its own sends. */
  const purpose = isBasic ? "basic" : "aim";
  const basic = useBasic(form);
  const templates = useRows<TemplateChoice>("template_cards", {
    filters: [live, enabled],
    sorters: [{ field: "name", order: "asc" }],
  });
  const sms = useRows<SmsChoice>("live_sms_templates", {
    filters: [enabled],
    sorters: [{ field: "name", order: "asc" }],
  });
  const signatures = useRows<SignatureChoice>("sms_signatures", { filters: [live, enabled] });
  const apps = useRows<RowOf<"sms_apps">>("sms_apps");
  const domains = useRows<DomainChoice>("domain_cards", {
    filters: [approved, enabled],
  });
  const files = useRows<FileChoice>("number_files", {
    filters: [
      { field: "state", operator: "eq", value: "ready" },
      { field: "purpose", operator: "eq", value: purpose },
    ],
    sorters: [{ field: "created_at", order: "desc" }],
    limit: 200,
    poll: 5_000,
  });
  const channels = useRows<ChannelChoice>("channel_cards", {
    filters: [{ field: "health", operator: "ne", value: "revoked" }],
    sorters: [{ field: "name", order: "asc" }],
  });
  const fitting = sms.rows.filter(({ content }) => unfitFor(form.kind, content) === null);
  const newest = { sorters: [{ field: "created_at", order: "desc" as const }], limit: 1 };
  // What is there and cannot be chosen yet is looked for only where nothing can be.
  const unready = {
    template: useRows<RowOf<"template_cards">>("template_cards", {
      ...newest,
      enabled: !templates.loading && templates.rows.length === 0,
    }).rows[0],
    sms: useRows<RowOf<"sms_template_cards">>("sms_template_cards", {
      ...newest,
      enabled: !sms.loading && fitting.length === 0,
    }).rows[0],
    file: useRows<FileChoice>("number_files", {
      ...newest,
      filters: [{ field: "purpose", operator: "eq", value: purpose }],
      enabled: !files.loading && files.rows.length === 0,
    }).rows[0],
  };
  // The file of a send that is edited may be older than those listed.
  const listed = files.loading || form.file === null || files.rows.some((one) => one.id === form.file);
  const older = useRow<FileChoice>("number_files", listed ? undefined : (form.file ?? undefined));
  const found = older.row?.state === "ready" && older.row.purpose === purpose ? [older.row] : [];
  const all = listed ? files.rows : [...files.rows, ...found];
  const template = form.kind === "aim" ? templates.rows.find((one) => one.id === form.template) : undefined;
  const text = sms.rows.find((one) => one.id === form.sms);
  const signature = signatures.rows.find((one) => one.id === text?.signature_id);
  const file = form.audience === "file" ? all.find((one) => one.id === form.file) : undefined;
  const version = useRow<Version>("template_versions", template?.live_version_id);
  const parameters = isBasic
    ? (basic.version?.parameters ?? [])
    : form.kind === "aim"
      ? (version.row?.parameters ?? [])
      : namesIn(text?.content ?? "");
  const signedBy = isBasic ? basic.signature : signature?.name;
  const ofDefault = channels.rows.find(({ is_default }) => is_default)?.id ?? null;
  const channel = channels.rows.find(
    ({ id }, _, { length }) =>
      id === (form.channel ?? ofDefault) || (length === 1 && !form.channel && !ofDefault),
  );
  const columns = file ? columnsOf(form, file, parameters) : {};
  const parts = [templates, sms, signatures, apps, domains, channels, files, basic];
  return {
    templates: templates.rows,
    sms: sms.rows,
    /** Those of them that fit the kind of message. */
    fitting,
    basic,
    /** The name of the signature that the message has. */
    signedBy,
    unready,
    signatures: signatures.rows,
    apps: apps.rows,
    domains: domains.rows,
    channels: channels.rows,
    /** The one that is chosen, the default, or the only one. */
    channel,
    /** What numbers fill: the parameters of the card, or the variables of the text. */
    parameters,
    files: all,
    template,
    text,
    signature,
    file,
    version: version.row,
    columns,
    /** How many of the file had opted out of the signature as it was imported (OPT-1). */
    optedOut: form.audience === "file" ? optedOutOf(file, signedBy) : 0,
    /** The columns that fill parameters and have empty cells: numbers without a value get no message. */
    gaps: (sharesValues(form) ? [] : (file?.gaps ?? [])).filter((heading) =>
      parameters.some((parameter) => (valueAt(columns, parameter) ?? parameter) === heading),
    ),
    /** A link as long as those of the send. */
    link:
      domains.rows.find((one) => (form.domain ? one.id === form.domain : one.is_default))?.link_example ??
      LINK,
    facts: {
      ...factsOf(form, template, signature, file, parameters, columns),
      // Of the basic edition the template has its channel.
      noChannel: !isBasic && channels.rows.length > 1 && !channel,
      carries: isBasic && parameters.length === 0 && file !== undefined && headingsOf(file).length > 0,
      gone: [
        ...(form.kind === "aim" && form.template !== null && !template ? (["template"] as const) : []),
        ...(isBasic && form.template !== null && !basic.template ? (["template"] as const) : []),
        ...(!isBasic && form.sms !== null && !text ? (["sms"] as const) : []),
        ...(form.file !== null && form.audience === "file" && !file ? (["file"] as const) : []),
      ],
    } satisfies SendFacts,
    loading: parts.some((part) => part.loading) || (!listed && older.loading),
    failure: parts.find((part) => part.failure)?.failure ?? null,
    retry: () => {
      for (const part of parts) part.retry();
    },
  };
}

export type Choices = ReturnType<typeof useChoices>;

/** The columns that fill parameters not called as they are: those chosen, else a guess that a person sees before it counts. */
function columnsOf(
  form: SendForm,
  file: FileChoice,
  parameters: readonly string[],
): Readonly<Record<string, string>> {
  const headings = headingsOf(file);
  const chosen = Object.entries(form.columns).filter(
    ([parameter, heading]) => parameters.includes(parameter) && headings.includes(heading),
  );
  return { ...guessColumns(parameters, headings), ...Object.fromEntries(chosen) };
}

/** Does one row of the file serve all numbers? Then no number lacks a value. */
const sharesValues = ({ kind, sendType }: SendForm) => kind === "basic" && sendType === "group";

function optedOutOf(file: FileChoice | undefined, signature: string | undefined): number {
  const by = (file?.opt_outs ?? {}) as Readonly<Record<string, number>>;
  return signature ? (by[signature] ?? 0) : 0;
}

function factsOf(
  form: SendForm,
  template: TemplateChoice | undefined,
  signature: SignatureChoice | undefined,
  file: FileChoice | undefined,
  parameters: readonly string[],
  columns: Readonly<Record<string, string>>,
): Omit<SendFacts, "gone" | "noChannel"> {
  function missing(): string[] {
    if (form.audience === "typed") return missingTyped(form, parameters);
    return file ? unfilled(parameters, headingsOf(file), columns) : [];
  }
  return {
    count: form.audience === "typed" ? typedNumbers(form.typed).phones.length : (file?.accepted ?? 0),
    isMarketing:
      // The system adds the opt-out words to each message of the basic edition, as to an advertisement.
      form.kind === "basic" ||
      (template !== undefined && CATEGORY_WORDS[template.category].marketing) ||
      signature?.kind === "promotion",
    missing: missing(),
  };
}

/**
 * The message as a phone will show it, made as the database makes it, its variables with their examples; undefined until a text
 * is chosen.
 */
export function wholeText({ text, signature, link, facts }: Choices): string | undefined {
  if (!text || !signature) return undefined;
  const params = Object.fromEntries(text.variables.map(({ name, example }) => [name, example]));
  return smsText({ signature: signature.name, body: smsBody(text.content, facts.isMarketing), link, params });
}
