import {
  ACTION_TYPES,
  ACTIONS,
  type ActionField as ActionPart,
  type ActionType,
  actionsFor,
} from "@tidings/shared/templates/actions.ts";
import { instantOf } from "@tidings/shared/templates/addresses.ts";
import { exampleParams } from "@tidings/shared/templates/content.ts";
import { fillText } from "@tidings/shared/templates/parameters.ts";
import { asAction } from "@tidings/shared/templates/values.ts";
import { Button, Flex, Input, Select } from "antd";
import { useRef } from "react";
import { useField } from "../../contents/context.ts";
import { Field } from "../../contents/field.tsx";
import { onHost } from "../../contents/on-host.ts";
import { type Caret, InsertParameter } from "../../contents/parameters/insert.tsx";
import type { Path } from "../../contents/paths.ts";
import { contentWords } from "../../contents/words.ts";
import { WrittenField } from "../../contents/written-field.tsx";
import { MediaPicker } from "../../media/picker.tsx";
import { shownAs } from "../../media/store-medium.ts";
import { useTranslations } from "../../ui/words.ts";
import { CheckLink } from "../check-link.tsx";
import { words } from "../words.ts";
import { useLayoutEditing } from "./layout-context.ts";
import { editorWords } from "./words.ts";

interface ActionFieldProps {
  readonly path: Path;
  readonly label: string;
  /** The option for a tap that does nothing. */
  readonly optional?: boolean;
}

/** What a tap does: one of the twelve actions, with its fields. Those that a chosen vendor does not allow are there, and say why they are not. */
export function ActionField({ path, label, optional = false }: ActionFieldProps) {
  const t = useTranslations({ ...words, ...editorWords });
  const { vendors } = useLayoutEditing();
  const { value, edit, touch, findings } = useField(path);
  const type = useField(`${path}.type`);
  const action = asAction(value);
  const allowed = actionsFor(vendors);
  const isCut = allowed.length < ACTION_TYPES.length;
  const choose = (next: ActionType | "") => {
    touch();
    edit((before) => (next === "" ? undefined : { type: next, ...targetFor(asAction(before), next) }));
  };
  return (
    <div className="action-field" data-path={path}>
      <Field
        label={label}
        required={!optional}
        findings={[...findings, ...type.findings]}
        htmlFor={path}
        path={`${path}.type`}
        hint={isCut && t("action_oppo")}
      >
        <Select
          id={path}
          value={action?.type ?? (optional ? "" : undefined)}
          onChange={choose}
          listHeight={420}
          options={[
            ...(optional ? [{ value: "" as const, label: t("tap_none") }] : []),
            ...ACTION_TYPES.map((one) => ({
              value: one,
              disabled: !allowed.includes(one),
              label: allowed.includes(one)
                ? t(ACTIONS[one].words)
                : `${t(ACTIONS[one].words)} · ${t("off_action")}`,
            })),
          ]}
        />
      </Field>
      {action && (
        <div className={action.type === "map" || action.type === "calendar" ? "parts" : undefined}>
          {ACTIONS[action.type].fields.map((part) => (
            <PartField key={`${action.type} ${part.name}`} part={part} path={`${path}.${part.name}`} />
          ))}
        </div>
      )}
    </div>
  );
}

/** What was aimed at is kept where the next action aims at the same kind of thing. */
function targetFor(before: ReturnType<typeof asAction>, next: ActionType): { target?: string } {
  if (!before?.target) return {};
  const kindOf = (type: ActionType) => ACTIONS[type].fields.find((part) => part.name === "target")?.kind;
  return kindOf(before.type) === kindOf(next) ? { target: before.target } : {};
}

function PartField({ part, path }: { part: ActionPart; path: Path }) {
  const t = useTranslations();
  const { value } = useField(path);
  if (part.kind === "image") return <ImageTarget part={part} path={path} />;
  if (part.kind === "time" && isClock(value)) return <TimeField part={part} path={path} />;
  return (
    <WrittenField
      path={path}
      label={t(part.words)}
      required={part.required}
      max={part.max_length}
      multiline={part.kind === "text" && part.max_length > 200}
      placeholder={PLACEHOLDERS[part.kind]}
      inputMode={MODES[part.kind]}
      hint={part.kind === "url" && typeof value === "string" && value !== "" && <Checked address={value} />}
    />
  );
}

/** Whether a link leads somewhere, with the examples of its parameters. */
function Checked({ address }: { address: string }) {
  const { content } = useLayoutEditing();
  return <CheckLink address={fillText(address, exampleParams(content), encodeURIComponent)} />;
}

const PLACEHOLDERS: Readonly<Partial<Record<ActionPart["kind"], string>>> = {
  url: "https://",
  deep_link: "app://",
  time: "2026-12-01T09:00+08:00",
  longitude: "121.4737",
  latitude: "31.2304",
};
const MODES: Readonly<Partial<Record<ActionPart["kind"], "tel" | "url" | "email" | "decimal">>> = {
  url: "url",
  phone: "tel",
  email: "email",
  longitude: "decimal",
  latitude: "decimal",
};

/** Is it a time or nothing, and no parameter or half a word? */
const isClock = (value: unknown): boolean =>
  typeof value !== "string" || value.trim() === "" || !Number.isNaN(instantOf(value));

/** China's, as it stands in the content where no other is named. */
const ZONE = "+08:00";
const ZONE_MS = 8 * 3_600_000;

/** A time, chosen from a clock. With a parameter in it, it is a text. */
function TimeField({ part, path }: { part: ActionPart; path: Path }) {
  const t = useTranslations(editorWords);
  const { value, set, touch, findings } = useField(path);
  const whole = useRef<Caret>(null);
  const instant = typeof value === "string" ? instantOf(value) : Number.NaN;
  const shown = Number.isNaN(instant) ? "" : new Date(instant + ZONE_MS).toISOString().slice(0, 16);
  whole.current = { begin: 0, end: typeof value === "string" ? value.length : 0 };
  const label = t(part.words);
  return (
    <Field
      label={label}
      required={part.required}
      findings={findings}
      htmlFor={path}
      path={path}
      hint={t("time_zone")}
      tool={<InsertParameter path={path} label={label} caret={whole} />}
    >
      <Input
        id={path}
        type="datetime-local"
        value={shown}
        onBlur={touch}
        onChange={({ target }) => set(target.value === "" ? undefined : `${target.value}${ZONE}`)}
      />
    </Field>
  );
}

/** The picture that is shown large; without one the picture that is tapped. */
function ImageTarget({ part, path }: { part: ActionPart; path: Path }) {
  const t = useTranslations({ ...editorWords, ...contentWords });
  const { value, set, touch, findings } = useField(path);
  const src = typeof value === "string" ? value : "";
  return (
    <Field label={t(part.words)} required={part.required} findings={findings} path={path}>
      <Flex gap={8} wrap align="center">
        {src ? (
          <img className="image-thumb small" src={onHost(src)} alt="" />
        ) : (
          <span className="faint">{t("target_none")}</span>
        )}
        <MediaPicker
          kind="image"
          choose={(medium) => {
            set(shownAs(medium).src);
            touch();
          }}
        />
        {src && <Button onClick={() => set(undefined)}>{t("image_remove")}</Button>}
      </Flex>
    </Field>
  );
}
