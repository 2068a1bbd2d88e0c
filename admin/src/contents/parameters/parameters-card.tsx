import { DeleteOutlined, EditOutlined } from "@ant-design/icons";
import { exampleParams, parametersOf } from "@tidings/shared/templates/content.ts";
import { isParameterName } from "@tidings/shared/templates/parameters.ts";
import { Button, Card, Flex, Input, Space, Tag } from "antd";
import { useState } from "react";
import { useTranslations } from "../../ui/words.ts";
import { useEditing } from "../context.ts";
import { Field } from "../field.tsx";
import { goTo } from "../going.ts";
import type { Path } from "../paths.ts";
import { withExample } from "../ready.ts";
import { contentWords } from "../words.ts";
import { placesOf, renamed, without } from "./used.ts";

/** All parameters in one place: an example for preview and review, where each is used, another name for all of them, and their end. */
export function ParametersCard() {
  const t = useTranslations(contentWords);
  const { maxParameters, content } = useEditing();
  const names = parametersOf(content);
  const places = placesOf(content);
  return (
    <Card
      title={t("params_title")}
      data-path="params"
      extra={<span className="faint">{t("param_count", { count: names.length, max: maxParameters })}</span>}
    >
      <p className="faint">{t(names.length === 0 ? "param_none" : "param_note")}</p>
      {names.map((name) => (
        <ParameterRow key={name} name={name} places={places.get(name) ?? []} />
      ))}
    </Card>
  );
}

function ParameterRow({ name, places }: { name: string; places: readonly Path[] }) {
  const t = useTranslations(contentWords);
  const { content, edit, findings, tried, placeName } = useEditing();
  const [naming, setNaming] = useState(false);
  const index = content.params?.findIndex((param) => param.name === name) ?? -1;
  const wrong = findings.filter(
    ({ path, code, words: said }) =>
      tried &&
      (path.startsWith(`params.${index}.`) || (path === "params" && code === "parameter_example")) &&
      said.zh.includes(`「${name}」`),
  );
  return (
    <Field
      path={`params.${name}`}
      label={<span className="mono">{`\${${name}}`}</span>}
      required
      htmlFor={`parameter-${name}`}
      findings={wrong}
      tool={
        <Flex gap={2}>
          <Button
            type="text"
            size="small"
            icon={<EditOutlined />}
            aria-label={t("param_rename", { name })}
            title={t("param_rename", { name })}
            onClick={() => setNaming(!naming)}
          />
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t("param_delete", { name })}
            title={t("param_delete", { name })}
            onClick={() => edit((before) => without(before, name))}
          />
        </Flex>
      }
      hint={
        <Flex gap={4} wrap align="center" className="used">
          {t("param_used")}
          {places.map((path) => (
            <Tag key={path} bordered={false}>
              <button type="button" className="plain" onClick={() => goTo(path)}>
                {placeName(path)}
              </button>
            </Tag>
          ))}
        </Flex>
      }
    >
      {naming && <Rename name={name} done={() => setNaming(false)} />}
      <Input
        id={`parameter-${name}`}
        placeholder={t("example")}
        value={exampleParams(content)[name] ?? ""}
        onChange={(event) => edit((before) => withExample(before, name, event.target.value))}
      />
    </Field>
  );
}

function Rename({ name, done }: { name: string; done: () => void }) {
  const t = useTranslations(contentWords);
  const { content, edit } = useEditing();
  const [typed, setTyped] = useState(name);
  const next = typed.trim();
  const taken = next !== name && parametersOf(content).includes(next);
  const wrong = taken ? t("param_taken", { name: next }) : isParameterName(next) ? null : t("param_bad");

  function rename() {
    if (wrong) return;
    if (next !== name) edit((before) => renamed(before, name, next));
    done();
  }

  return (
    <div className="rename">
      <Space.Compact block>
        <Input
          autoFocus
          value={typed}
          maxLength={32}
          status={wrong ? "error" : ""}
          aria-label={t("param_rename", { name })}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") done();
          }}
          onPressEnter={rename}
        />
        <Button onClick={rename}>{t("param_done")}</Button>
      </Space.Compact>
      {wrong && <span className="wrong">{wrong}</span>}
    </div>
  );
}
