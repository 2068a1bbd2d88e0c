import { type Policy, readPolicy } from "@tidings/shared/people/policy.ts";
import { policyText } from "@tidings/shared/people/policy_texts.ts";
import { App, Flex, Segmented, Select } from "antd";
import { lazy, Suspense, useState } from "react";
import { useRows } from "../../ui/data.ts";
import type { InputSlotProps } from "../../ui/resource/form-context.ts";
import type { RowOf } from "../../ui/rows.ts";
import { useTranslations } from "../../ui/words.ts";
import { Visual } from "./visual.tsx";
import { visualOf } from "./visual-policy.ts";
import { words } from "./words.ts";

type View = "visual" | "json";

/** The editor brings its own parser and view of text: loaded when it is opened. */
const JsonView = lazy(async () => ({ default: (await import("./json-view.tsx")).JsonView }));

/** What a policy says: as fields or as JSON, which is one text, begun from a template if one likes (IAM-2, §11.2). */
export function DocumentInput({ id, value, change }: InputSlotProps) {
  const t = useTranslations(words);
  const text = String(value ?? "");
  // A template begins the fields anew.
  const [begun, setBegun] = useState(0);
  const [view, setView] = useState<View>(() => (visualOf(text) === null ? "json" : "visual"));
  return (
    <Flex vertical gap={12} id={id}>
      <Flex gap={12} wrap>
        <Segmented<View>
          aria-label={t("view")}
          value={view}
          onChange={setView}
          options={[
            { value: "visual", label: t("visual") },
            { value: "json", label: t("json") },
          ]}
        />
        <Templates
          text={text}
          change={(next) => {
            setBegun((count) => count + 1);
            change(next);
          }}
        />
      </Flex>
      {view === "visual" ? (
        <Visual key={begun} text={text} change={change} />
      ) : (
        <Suspense fallback={<span className="faint">{t("loading_editor")}</span>}>
          <JsonView text={text} change={change} />
        </Suspense>
      )}
    </Flex>
  );
}

type Template = RowOf<"policy_cards"> & { readonly id: string };

/** Puts what another policy says in place of what is here; what was typed is asked about first. */
function Templates({ text, change }: { text: string; change: (text: string) => void }) {
  const t = useTranslations(words);
  const { modal } = App.useApp();
  const { rows } = useRows<Template>("policy_cards", { sorters: [{ field: "name", order: "asc" }] });
  const [from, setFrom] = useState<string>();
  const textOf = ({ document }: Template) => policyText(document as unknown as Policy);
  function begin(template: Template) {
    const take = () => {
      setFrom(template.id);
      change(textOf(template));
    };
    const typed = text !== "" && "policy" in readPolicy(text) && !rows.some((row) => textOf(row) === text);
    if (!typed) return take();
    modal.confirm({
      title: t("replace"),
      content: t("replace_body", { name: template.name }),
      okText: t("replace_ok"),
      onOk: take,
    });
  }
  return (
    <Select
      aria-label={t("start_from")}
      placeholder={t("start_from")}
      title={t("start_from_hint")}
      className="policy-template"
      showSearch
      value={from}
      onChange={(chosen) => {
        const template = rows.find(({ id }) => id === chosen);
        if (template) begin(template);
      }}
      optionFilterProp="label"
      options={rows.map(({ id, name }) => ({ value: id, label: String(name) }))}
      popupMatchSelectWidth={false}
    />
  );
}
