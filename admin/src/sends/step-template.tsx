import { DOMAIN_NAMES } from "@tidings/shared/links/words.ts";
import type { OwnField } from "@tidings/shared/own/fields.ts";
import { OPT_OUT_SUFFIX, offersOptOut } from "@tidings/shared/sms/optout.ts";
import { segmentsOf, smsLength } from "@tidings/shared/sms/segments.ts";
import { LINK, unfitForCards } from "@tidings/shared/sms/text.ts";
import { SIGNATURE_KIND_WORDS } from "@tidings/shared/sms/words.ts";
import { layoutOf } from "@tidings/shared/templates/catalogue.ts";
import { Input, Select } from "antd";
import { FormField } from "../ui/form-field.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { OwnInputs } from "../ui/own/own-inputs.tsx";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./create-words.ts";
import type { StepProps } from "./step.ts";
import { wholeText } from "./use-choices.ts";

interface TemplateStepProps extends StepProps {
  /** The fields that the enterprise has added to sends. */
  readonly definitions: readonly OwnField[];
  /** The next step, or the submission, was tried. */
  readonly tried: boolean;
}

/** Step 1: the name, the template, the SMS template (which brings signature and application), the domain, own fields. */
export function TemplateStep({
  form,
  change,
  choices,
  problems,
  definitions,
  tried,
  edited,
}: TemplateStepProps) {
  const t = useTranslations(words);
  if (choices.templates.length === 0) {
    return (
      <Empty
        title={t("template_none")}
        hint={t("template_none_hint")}
        action={<LinkButton to="/templates">{t("to_templates")}</LinkButton>}
      />
    );
  }
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
      <FormField
        label={t("template")}
        htmlFor="send-template"
        required
        hint={t("template_hint")}
        wrong={wrong("template_missing")}
      >
        <Select
          id="send-template"
          showSearch
          optionFilterProp="label"
          value={choices.template?.id}
          onChange={(template) => change({ template })}
          options={choices.templates.map((one) => {
            const layout = layoutOf(one.layout);
            return { value: one.id, label: layout ? `${one.name} · ${t(layout.words)}` : one.name };
          })}
        />
      </FormField>
      <FormField
        label={t("sms")}
        htmlFor="send-sms"
        required
        hint={t("sms_hint")}
        wrong={wrong("sms_missing")}
      >
        <SmsSelect change={change} choices={choices} />
      </FormField>
      <SmsFacts choices={choices} />
      {choices.domains.length > 1 && (
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

function SmsSelect({ change, choices }: Pick<StepProps, "change" | "choices">) {
  const t = useTranslations(words);
  /** The name, with why the text does not fit a card. */
  const labelOf = ({ name, content }: StepProps["choices"]["sms"][number]) => {
    const unfit = unfitForCards(content);
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
            disabled: unfitForCards(one.content) !== null,
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
        <StateTag of={SIGNATURE_KIND_WORDS} state={signature.kind} />
        {app && `${t("app", { name: app.name })} · `}
        {t("sms_segments", { count: segmentsOf(whole), length: smsLength(whole) })}
        {added && ` · ${t("sms_opt_out", { words: OPT_OUT_SUFFIX })}`}
      </div>
    </div>
  );
}
