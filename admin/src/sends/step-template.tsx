// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how an SMS template writes a variable

import { segmentsOf, smsLength, smsText } from "@tidings/shared/sms/segments.ts";
import { SIGNATURE_KIND_WORDS } from "@tidings/shared/sms/words.ts";
import { layoutOf } from "@tidings/shared/templates/catalogue.ts";
import { Input, Select } from "antd";
import { Labelled } from "../ui/labelled.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { useSay, useWords } from "../ui/words.ts";
import { words } from "./create-words.ts";
import { LINK_PLACE } from "./link-place.ts";
import type { StepProps } from "./step.ts";

/** Step 1: the name, the template, the SMS template (which brings signature and application), the domain. */
export function TemplateStep({ form, change, choices, problems }: StepProps) {
  const say = useWords(words);
  const speak = useSay();
  if (choices.templates.length === 0) {
    return (
      <Empty
        title={say("template_none")}
        hint={say("template_none_hint")}
        action={<LinkButton to="/templates">{say("to_templates")}</LinkButton>}
      />
    );
  }
  const wrong = (problem: (typeof problems)[number]) =>
    problems.includes(problem) ? say(problem as "name_missing") : undefined;
  return (
    <div>
      <Labelled
        label={say("name")}
        htmlFor="send-name"
        required
        hint={say("name_hint")}
        wrong={wrong("name_missing") ?? wrong("name_unclean")}
      >
        <Input
          id="send-name"
          maxLength={64}
          showCount
          value={form.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Labelled>
      <Labelled
        label={say("template")}
        htmlFor="send-template"
        required
        hint={say("template_hint")}
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
            return { value: one.id, label: layout ? `${one.name} · ${speak(layout.words)}` : one.name };
          })}
        />
      </Labelled>
      <Labelled
        label={say("sms")}
        htmlFor="send-sms"
        required
        hint={say("sms_hint")}
        wrong={wrong("sms_missing")}
      >
        <SmsSelect form={form} change={change} choices={choices} problems={problems} />
      </Labelled>
      <SmsFacts choices={choices} />
      {choices.domains.length > 1 && (
        <Labelled label={say("domain")} htmlFor="send-domain">
          <Select
            id="send-domain"
            value={form.domain ?? choices.domains.find((one) => one.is_default)?.id}
            onChange={(domain) => change({ domain })}
            options={choices.domains.map((one) => ({
              value: one.id,
              label: one.host ?? say("domain_default"),
            }))}
          />
        </Labelled>
      )}
    </div>
  );
}

function SmsSelect({ change, choices }: StepProps) {
  const say = useWords(words);
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
            disabled: one.content.includes("${"),
            search: `${one.name}${one.content}`,
            label: one.content.includes("${") ? `${one.name}（${say("sms_variables")}）` : one.name,
          })),
      }))}
    />
  );
}

function SmsFacts({ choices }: { choices: StepProps["choices"] }) {
  const say = useWords(words);
  const { text, signature } = choices;
  if (!text || !signature) return null;
  const whole = smsText({ signature: signature.name, content: text.content, link: LINK_PLACE });
  const app = choices.apps.find((one) => one.id === text.app_id);
  return (
    <div className="sms-facts">
      <blockquote className="sms">{whole}</blockquote>
      <div className="faint">
        <StateTag of={SIGNATURE_KIND_WORDS} state={signature.kind} />
        {app && `${say("app", { name: app.name })} · `}
        {say("sms_segments", { count: segmentsOf(whole), length: smsLength(whole) })}
      </div>
    </div>
  );
}
