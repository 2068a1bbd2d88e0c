import { RESOLVE_TASK_KIND_WORDS } from "@tidings/shared/links/words.ts";
import { layoutOf } from "@tidings/shared/templates/catalogue.ts";
import { Flex, Input, InputNumber, Segmented, Select } from "antd";
import { Labelled } from "../../ui/labelled.tsx";
import { useSay, useWords } from "../../ui/words.ts";
import { words } from "./create-words.ts";
import { bare, TASK_LIMITS, type TaskForm } from "./form.ts";
import type { FieldsProps } from "./use-choices.ts";

/** The template, and which kind of link is made to it. */
export function TemplateFields({ form, change, choices, wrong }: FieldsProps) {
  const say = useWords(words);
  const speak = useSay();
  return (
    <>
      <Labelled label={say("template")} htmlFor="task-template" required wrong={wrong("template_missing")}>
        {choices.source ? (
          <b>{choices.source.template_name}</b>
        ) : (
          <Select
            id="task-template"
            showSearch
            optionFilterProp="label"
            value={choices.template?.id}
            onChange={(template) => change({ template, params: {} })}
            options={choices.templates.map((one) => {
              const layout = layoutOf(one.layout);
              return { value: one.id, label: layout ? `${one.name} · ${speak(layout.words)}` : one.name };
            })}
          />
        )}
      </Labelled>
      <Labelled label={say("identifier")}>{say("short_link")}</Labelled>
      <Labelled label={say("kind")} required hint={say(`kind_${form.kind}_hint`)}>
        <Segmented<TaskForm["kind"]>
          value={form.kind}
          onChange={(kind) => change({ kind, days: Math.min(form.days ?? 7, TASK_LIMITS.days[kind]) })}
          options={(["group", "personal"] as const).map((value) => ({
            value,
            label: speak(RESOLVE_TASK_KIND_WORDS[value]),
          }))}
        />
      </Labelled>
      <Labelled label={say("name")} htmlFor="task-name" required wrong={wrong("name_missing")}>
        <Input
          id="task-name"
          maxLength={64}
          showCount
          value={form.name}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Labelled>
      <DomainField form={form} change={change} choices={choices} wrong={wrong} />
    </>
  );
}

function DomainField({ change, choices }: FieldsProps) {
  const say = useWords(words);
  return (
    <Labelled label={say("domain")} htmlFor="task-domain" required>
      <Select
        id="task-domain"
        value={choices.domain?.id}
        onChange={(domain) => change({ domain })}
        options={choices.domains.map((one) => ({
          value: one.id,
          label: one.host ?? say("domain_default"),
        }))}
      />
    </Labelled>
  );
}

/** Signatures and how long the links live. */
export function LifeFields({ form, change, choices, wrong }: FieldsProps) {
  const say = useWords(words);
  const week = form.days === 7;
  return (
    <>
      <Labelled
        label={say("signatures")}
        htmlFor="task-signatures"
        required
        hint={say("signatures_hint")}
        wrong={wrong("signatures_missing") ?? wrong("signatures_wrong")}
      >
        <Select
          id="task-signatures"
          mode="tags"
          tokenSeparators={[",", "，", "、", ";", "；"]}
          value={[...form.signatures]}
          onChange={(names: string[]) =>
            change({ signatures: [...new Set(names.map(bare))].filter(Boolean) })
          }
          options={choices.signatures.map((name) => ({ value: name, label: name }))}
        />
      </Labelled>
      <Labelled label={say("validity")} htmlFor="task-days" required wrong={wrong("days_wrong")}>
        <Flex gap={12} align="center" wrap>
          <Segmented
            value={week}
            onChange={(chosen) => change({ days: chosen ? 7 : form.kind === "group" ? 30 : 3 })}
            options={[
              { value: true, label: say("seven_days") },
              { value: false, label: say("custom_days") },
            ]}
          />
          {!week && (
            <Flex gap={8} align="center">
              <InputNumber
                id="task-days"
                precision={0}
                value={form.days}
                onChange={(days) => change({ days })}
              />
              {say("days_unit")}
            </Flex>
          )}
        </Flex>
      </Labelled>
    </>
  );
}
