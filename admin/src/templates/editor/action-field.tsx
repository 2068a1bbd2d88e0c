import {
  ACTIONS,
  type ActionField as ActionPart,
  type ActionType,
  actionsFor,
} from "@tidings/shared/templates/actions.ts";
import { asAction } from "@tidings/shared/templates/values.ts";
import { Input, Select } from "antd";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { useEditing, useField } from "./context.ts";
import { Field } from "./field.tsx";
import type { Path } from "./paths.ts";

interface ActionFieldProps {
  readonly path: Path;
  readonly label: string;
  /** The option for a tap that does nothing. */
  readonly optional?: boolean;
}

/** What a tap does: one of the actions the chosen vendors allow, with its fields. */
export function ActionField({ path, label, optional = false }: ActionFieldProps) {
  const t = useTranslations(words);
  const { vendors } = useEditing();
  const { value, set, touch, findings } = useField(path);
  const action = asAction(value);
  const choose = (type: ActionType | "") => {
    touch();
    set(type === "" ? undefined : { type, target: action?.target });
  };
  return (
    <div className="action-field">
      <Field label={label} required={!optional} findings={findings} htmlFor={path}>
        <Select
          id={path}
          value={action?.type ?? (optional ? "" : undefined)}
          onChange={choose}
          options={[
            ...(optional ? [{ value: "" as const, label: t("tap_none") }] : []),
            ...actionsFor(vendors).map((type) => ({ value: type, label: t(ACTIONS[type].words) })),
          ]}
        />
      </Field>
      {action &&
        ACTIONS[action.type].fields.map((part) => (
          <PartField key={part.name} part={part} path={`${path}.${part.name}`} />
        ))}
    </div>
  );
}

function PartField({ part, path }: { part: ActionPart; path: Path }) {
  const t = useTranslations();
  const { value, set, touch, findings } = useField(path);
  return (
    <Field label={t(part.words)} required={part.required} findings={findings} htmlFor={path}>
      <Input
        id={path}
        value={typeof value === "string" ? value : ""}
        maxLength={part.max_length}
        placeholder={PLACEHOLDERS[part.kind]}
        inputMode={part.kind === "phone" ? "tel" : part.kind === "url" ? "url" : undefined}
        onBlur={touch}
        onChange={(event) => set(event.target.value || undefined)}
      />
    </Field>
  );
}

const PLACEHOLDERS: Readonly<Partial<Record<ActionPart["kind"], string>>> = {
  url: "https://",
  deep_link: "app://",
  time: "2026-12-01T09:00+08:00",
};
