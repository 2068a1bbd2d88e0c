import { BASIC_STATE_WORDS } from "@tidings/shared/basic/template.ts";
import { CARRIER_NAMES, CHANNEL_HEALTH_WORDS } from "@tidings/shared/channels/words.ts";
import { OPT_OUT_SUFFIX, offersOptOut } from "@tidings/shared/ground/optout.ts";
import { segmentsOf, smsLength } from "@tidings/shared/ground/segments.ts";
import { labelOf } from "@tidings/shared/ground/tone.ts";
import { layoutOf } from "@tidings/shared/layouts/catalogue.ts";
import { DOMAIN_NAMES } from "@tidings/shared/links/words.ts";
import type { OwnField } from "@tidings/shared/own/fields.ts";
import { knownWords } from "@tidings/shared/resource/known.ts";
import { REVIEW_STATE_WORDS } from "@tidings/shared/resource/review_words.ts";
import { MESSAGE_KIND_WORDS } from "@tidings/shared/sends/words.ts";
import { LINK, unfitFor } from "@tidings/shared/sms/text.ts";
import { SIGNATURE_KIND_WORDS } from "@tidings/shared/sms/words.ts";
import { ENABLED_WORDS, VERSION_STATE_WORDS } from "@tidings/shared/templates/words.ts";
import { Input, Radio, Select } from "antd";
import { FormField } from "../ui/form-field.tsx";
import { useMay } from "../ui/me.tsx";
import { OwnInputs } from "../ui/own/own-inputs.tsx";
import { StateTag } from "../ui/tags.tsx";
import { useOnlyChoice } from "../ui/use-only-choice.ts";
import { useTranslations } from "../ui/words.ts";
import { BasicFields } from "./basic-fields.tsx";
import { words } from "./create-words.ts";
import { type SendForm, sendAction } from "./form.ts";
import { NoneNote, type Unready } from "./none-note.tsx";
import type { StepProps } from "./step.ts";
import { wholeText } from "./use-choices.ts";

interface TemplateStepProps extends StepProps {
  /** The fields that the enterprise has added to sends. */
  readonly definitions: readonly OwnField[];
  /** The next step, or the submission, was tried. */
  readonly tried: boolean;
  /** Takes what the form chooses itself. */
  readonly prefill: (next: Partial<SendForm>) => void;
}

/** Step 1: the name, the kind, the template, the SMS template (which brings signature and application), channel, domain, own fields. */
export function TemplateStep({
  form,
  change,
  choices,
  problems,
  definitions,
  tried,
  edited,
  prefill,
}: TemplateStepProps) {
  const t = useTranslations(words);
  const may = useMay();
  const onlyTemplate = useOnlyChoice(
    { loading: choices.loading, keys: choices.templates.map(({ id }) => id) },
    form.kind === "aim",
    form.template,
    (template) => prefill({ template }),
  );
  const onlySms = useOnlyChoice(
    { loading: choices.loading, keys: choices.fitting.map(({ id }) => String(id)) },
    form.kind !== "basic",
    form.sms,
    (sms) => prefill({ sms }),
  );
  const noSms = form.kind !== "basic" && choices.fitting.length === 0 && (
    <NoneNote of="sms" there={unreadySms(choices)} states={TEXT_STATES} />
  );
  const kinds = (
    <FormField label={t("kind")} required hint={t("kind_hint")}>
      <Radio.Group
        value={form.kind}
        onChange={(event) => change(ofKind(event.target.value))}
        options={kindsOf(may, form.kind).map((kind) => ({
          value: kind,
          label: t(MESSAGE_KIND_WORDS[kind]),
          // A send that is stored stays what it is.
          disabled: edited !== null && (kind === "basic") !== (edited.kind === "basic"),
        }))}
      />
    </FormField>
  );
  if (form.kind === "basic" && choices.basic.templates.length === 0)
    return (
      <>
        {kinds}
        <NoneNote of="basic" there={unreadyBasic(choices)} states={BASIC_STATE_WORDS} />
      </>
    );
  if (form.kind === "aim" && choices.templates.length === 0)
    return (
      <>
        {kinds}
        <NoneNote of="template" there={unreadyTemplate(choices)} states={TEMPLATE_STATES} />
        {noSms}
      </>
    );
  const wrong = (problem: (typeof problems)[number]) =>
    problems.includes(problem) ? t(problem as "name_missing") : undefined;
  return (
    <div>
      <FormField
        label={t("name")}
        htmlFor="send-name"
        required
        hint={t("name_hint")}
        wrong={wrong("name_missing") ?? wrong("name_unclean")}
      >
        <Input
          id="send-name"
          maxLength={64}
          showCount
          value={form.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </FormField>
      {kinds}
      {form.kind === "aim" && (
        <FormField
          label={t("template")}
          htmlFor="send-template"
          required
          hint={<Hint text={t("template_hint")} only={onlyTemplate} />}
          wrong={wrong("template_missing")}
        >
          <Select
            id="send-template"
            showSearch
            optionFilterProp="label"
            value={choices.template?.id}
            onChange={(template) => change({ template })}
            options={choices.templates.map((one) => {
              const layout = layoutOf(one.layout ?? "");
              return { value: one.id, label: layout ? `${one.name} · ${t(layout.words)}` : one.name };
            })}
          />
        </FormField>
      )}
      {form.kind === "basic" && (
        <BasicFields form={form} change={change} choices={choices} wrong={wrong("template_missing")} />
      )}
      {noSms || form.kind === "basic" || (
        <FormField
          label={t("sms")}
          htmlFor="send-sms"
          required
          hint={<Hint text={t(form.kind === "aim" ? "sms_hint" : "sms_hint_text")} only={onlySms} />}
          wrong={wrong("sms_missing")}
        >
          <SmsSelect form={form} change={change} choices={choices} />
        </FormField>
      )}
      <SmsFacts choices={choices} />
      {form.kind !== "basic" && choices.channels.length > 1 && (
        <FormField
          label={t("channel")}
          htmlFor="send-channel"
          required
          hint={t("channel_hint")}
          wrong={wrong("channel_missing")}
        >
          <Select
            id="send-channel"
            value={choices.channel?.id}
            onChange={(channel) => change({ channel })}
            options={choices.channels.map(({ id, name, health }) => ({
              value: id,
              label: `${t(knownWords(CARRIER_NAMES, name))} · ${t(labelOf(CHANNEL_HEALTH_WORDS, String(health)))}`,
            }))}
          />
        </FormField>
      )}
      {form.kind === "aim" && choices.domains.length > 1 && (
        <FormField label={t("domain")} htmlFor="send-domain">
          <Select
            id="send-domain"
            value={form.domain ?? choices.domains.find((one) => one.is_default)?.id}
            onChange={(domain) => change({ domain })}
            options={choices.domains.map((one) => ({
              value: one.id,
              label: one.host ?? t(DOMAIN_NAMES.default),
            }))}
          />
        </FormField>
      )}
      <OwnInputs
        definitions={definitions}
        values={form.own}
        stored={edited?.own}
        change={(own) => change({ own })}
        tried={tried}
      />
    </div>
  );
}

const KINDS = ["aim", "basic", "text"] as const satisfies readonly SendForm["kind"][];

/** The kinds that a person may make, and the one that is chosen. */
function kindsOf(may: (action: string) => boolean, chosen: SendForm["kind"]): readonly SendForm["kind"][] {
  return KINDS.filter((kind) => kind === chosen || may(sendAction(kind, "create")));
}

/** Another kind of message has other templates, files and columns. */
const ofKind = (kind: SendForm["kind"]): Partial<SendForm> => ({
  kind,
  template: null,
  sms: null,
  file: null,
  columns: {},
});

/** An approved template, or SMS template, that was switched off has a state of its own here. */
const TEMPLATE_STATES = { ...VERSION_STATE_WORDS, disabled: ENABLED_WORDS.false };
const TEXT_STATES = { ...REVIEW_STATE_WORDS, disabled: ENABLED_WORDS.false };

function unreadyTemplate({ unready: { template } }: StepProps["choices"]): Unready | undefined {
  if (!template) return undefined;
  const { id, name, state, enabled, live_version_id } = template;
  return {
    id: String(id),
    name: String(name),
    state: live_version_id && !enabled ? "disabled" : String(state),
  };
}

function unreadyBasic({ basic: { unready } }: StepProps["choices"]): Unready | undefined {
  if (!unready) return undefined;
  return { id: unready.id, name: unready.name, state: unready.shown_state ?? "draft" };
}

function unreadySms({ unready: { sms } }: StepProps["choices"]): Unready | undefined {
  if (!sms) return undefined;
  const { id, name, state, enabled, live_version_id } = sms;
  return {
    id: String(id),
    name: String(name),
    state: live_version_id && !enabled ? "disabled" : String(state),
  };
}

function Hint({ text, only }: { readonly text: string; readonly only: boolean }) {
  const t = useTranslations(words);
  return (
    <>
      {text}
      {only && <div data-testid="only-choice">{t("only_one")}</div>}
    </>
  );
}

function SmsSelect({ form: { kind }, change, choices }: Pick<StepProps, "form" | "change" | "choices">) {
  const t = useTranslations(words);
  /** The name, with why the text does not fit a card. */
  const labelOf = ({ name, content }: StepProps["choices"]["sms"][number]) => {
    const unfit = unfitFor(kind, content);
    return unfit === null ? name : `${name}（${t(`sms_unfit_${unfit}`, { place: LINK })}）`;
  };
  return (
    <Select
      id="send-sms"
      showSearch
      optionFilterProp="search"
      value={choices.text?.id}
      onChange={(sms) => change({ sms })}
      options={choices.signatures.map((signature) => ({
        label: `【${signature.name}】`,
        options: choices.sms
          .filter((one) => one.signature_id === signature.id)
          .map((one) => ({
            value: one.id,
            disabled: unfitFor(kind, one.content) !== null,
            search: `${one.name}${one.content}`,
            label: labelOf(one),
          })),
      }))}
    />
  );
}

function SmsFacts({ choices }: { choices: StepProps["choices"] }) {
  const t = useTranslations(words);
  const { text, signature } = choices;
  const whole = wholeText(choices);
  if (!text || !signature || whole === undefined) return null;
  const added = choices.facts.isMarketing && !offersOptOut(text.content);
  const app = choices.apps.find((one) => one.id === text.app_id);
  return (
    <div className="sms-facts">
      <blockquote className="sms">{whole}</blockquote>
      <div className="faint">
        <StateTag of={SIGNATURE_KIND_WORDS} state={signature.kind} />{" "}
        {app && `${t("app", { name: app.name })} · `}
        {t("sms_segments", { count: segmentsOf(whole), length: smsLength(whole) })}
        {added && ` · ${t("sms_opt_out", { words: OPT_OUT_SUFFIX })}`}
      </div>
    </div>
  );
}
