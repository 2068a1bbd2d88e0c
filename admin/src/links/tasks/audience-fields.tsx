import { NUMBER_EDITION_WORDS } from "@tidings/shared/numbers/words.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import { Alert, Input, Segmented, Select } from "antd";
import { Link } from "react-router";
import { Labelled } from "../../ui/labelled.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { Empty } from "../../ui/states.tsx";
import { useSay, useWords } from "../../ui/words.ts";
import { words } from "./create-words.ts";
import { linksOf, TASK_LIMITS, type TaskForm } from "./form.ts";
import { faultyLinks } from "./typed-links.ts";
import type { FieldsProps } from "./use-choices.ts";

/** For whom personal links are made: typed customer flags with their values, or a file of flags or numbers. */
export function AudienceFields(props: FieldsProps) {
  const say = useWords(words);
  const { form, change, choices } = props;
  if (choices.facts.ofSend) return null;
  return (
    <>
      <Labelled label={say("audience")} required>
        <Segmented<TaskForm["audience"]>
          value={form.audience}
          onChange={(audience) => change({ audience })}
          options={[
            { value: "typed", label: say("audience_typed") },
            { value: "file", label: say("audience_file") },
          ]}
        />
      </Labelled>
      {form.audience === "typed" ? <TypedField {...props} /> : <FileField {...props} />}
    </>
  );
}

function TypedField({ form, change, choices, wrong }: FieldsProps) {
  const say = useWords(words);
  const { parameters, customCodes } = choices.facts;
  const links = linksOf(form, choices.facts);
  const faulty = faultyLinks(links, parameters).map((index) => index + 1);
  const columns = [say("cust_flag"), ...parameters, ...(customCodes ? [say("custom_code")] : [])].join(", ");
  return (
    <>
      <Labelled
        label={say("typed")}
        htmlFor="task-typed"
        required
        hint={say("typed_hint", { columns, max: TASK_LIMITS.typed, count: links.length })}
        wrong={wrong("typed_missing") ?? wrong("typed_many")}
      >
        <Input.TextArea
          id="task-typed"
          className="mono"
          autoSize={{ minRows: 4, maxRows: 14 }}
          placeholder={columns}
          value={form.typed}
          onChange={(event) => change({ typed: event.target.value })}
        />
      </Labelled>
      {faulty.length > 0 && (
        <Alert
          type="warning"
          showIcon
          className="form-note"
          message={say("typed_faulty", { lines: faulty.slice(0, 20).join("、") })}
          data-testid="faulty"
        />
      )}
    </>
  );
}

const UPLOAD = "/numbers/new?for=flags";

function FileField({ change, choices, wrong }: FieldsProps) {
  const say = useWords(words);
  const speak = useSay();
  if (choices.files.length === 0) {
    return (
      <Empty
        title={say("file_none")}
        hint={say("file_none_hint")}
        action={
          <LinkButton to={UPLOAD} target="_blank">
            {say("to_upload")}
          </LinkButton>
        }
      />
    );
  }
  const columns = new Set(choices.file?.columns ?? []);
  const lacking = choices.file ? choices.facts.parameters.filter((name) => !columns.has(name)) : [];
  return (
    <Labelled
      label={say("file")}
      htmlFor="task-file"
      required
      wrong={wrong("file_missing")}
      hint={
        <>
          {lacking.length > 0 && (
            <div className="wrong">{say("file_lacks", { names: lacking.join("、") })}</div>
          )}
          <Link to={UPLOAD} target="_blank">
            {say("to_upload")}
          </Link>
        </>
      }
    >
      <Select
        id="task-file"
        showSearch
        optionFilterProp="label"
        value={choices.file?.id}
        onChange={(file) => change({ file })}
        options={choices.files.map((one) => ({
          value: one.id,
          label: say("file_option", {
            name: one.name,
            edition: speak(labelOf(NUMBER_EDITION_WORDS, one.edition)),
            count: one.accepted,
          }),
        }))}
      />
    </Labelled>
  );
}
