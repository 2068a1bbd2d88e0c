import { BASIC_LIMITS } from "@tidings/shared/basic/limits.ts";
import type { OwnField } from "@tidings/shared/own/fields.ts";
import { Card } from "antd";
import { useCallback, useMemo } from "react";
import { EditorFrame } from "../../contents/editor-frame.tsx";
import { Findings } from "../../contents/findings.tsx";
import { goTo } from "../../contents/going.ts";
import { HistoryButtons } from "../../contents/history/controls.tsx";
import { NameField } from "../../contents/name-field.tsx";
import { ParametersCard } from "../../contents/parameters/parameters-card.tsx";
import type { Path } from "../../contents/paths.ts";
import { useEditingOf } from "../../contents/use-editing-of.ts";
import { useSame } from "../../contents/use-same.ts";
import { contentWords } from "../../contents/words.ts";
import { WrittenField } from "../../contents/written-field.tsx";
import { BasicPhone } from "../../ui/basic-phone.tsx";
import { OwnInputs } from "../../ui/own/own-inputs.tsx";
import { useSay, useTranslations } from "../../ui/words.ts";
import "./basic.css";
import { FramesField } from "./frames-field.tsx";
import { Meter } from "./meter.tsx";
import { type BasicValue, type Chosen, contentFindings, findingsOf, placeName } from "./value.ts";
import { editorWords } from "./words.ts";

interface EditorProps {
  readonly value: BasicValue;
  readonly set: (change: (value: BasicValue) => BasicValue) => void;
  /** The signature and the carrier that are chosen for the submission. */
  readonly chosen: Chosen;
  /** Saving or submitting was tried, so all missing fields are marked. */
  readonly tried: boolean;
  /** The fields that the enterprise has added to basic templates. */
  readonly definitions: readonly OwnField[];
}

/** The editor of storyboards (创建模板): name and subject, the phone, the frames, the parameters and what the check found. */
export function BasicEditor(props: EditorProps) {
  const { value, chosen, tried } = props;
  const { content } = value;
  const set = useSame(props.set);
  const t = useTranslations(editorWords);
  const say = useSay();
  const findings = useMemo(() => contentFindings(value, chosen), [value, chosen]);
  const named = useCallback((path: Path) => placeName(content, path, say), [content, say]);
  const editing = useEditingOf({
    value,
    set,
    findings,
    tried,
    maxParameters: BASIC_LIMITS.parameters,
    placeName: named,
  });
  return (
    <EditorFrame
      editing={editing}
      value={value}
      set={set}
      basics={<Basics {...props} set={set} />}
      phone={({ history }) => (
        <Card className="preview" title={t("preview")} extra={<HistoryButtons history={history} />}>
          <BasicPhone content={content} signature={chosen.signature} />
        </Card>
      )}
      content={
        <Card data-path="slots">
          <FramesField />
        </Card>
      }
      params={
        <>
          <ParametersCard />
          <Card title={t("check_title")}>
            <Findings findings={findingsOf(value, chosen)} go={goTo} where={named} />
          </Card>
        </>
      }
    />
  );
}

/** What is asked once: the name, the subject and the enterprise's own fields, and how full the whole is. */
function Basics({ value, set, chosen, tried, definitions }: EditorProps) {
  const t = useTranslations({ ...contentWords, ...editorWords });
  return (
    <Card title={t("basics")}>
      <Meter content={value.content} signature={chosen.signature} />
      <NameField
        name={value.name}
        set={(name) => set((before) => ({ ...before, name }))}
        hint={t("name_hint")}
        tried={tried}
      />
      <WrittenField
        path="slots.subject"
        label={t("subject")}
        required
        keepEmpty
        plain
        max={BASIC_LIMITS.subject}
        hint={t("subject_hint")}
      />
      <OwnInputs
        definitions={definitions}
        values={value.own ?? {}}
        stored={value.own}
        change={(own) => set((before) => ({ ...before, own }))}
        tried={tried}
      />
    </Card>
  );
}
