import { JUMP_TROUBLE_WORDS, jumpTrouble, MAX_JUMP_URL } from "@tidings/shared/links/jump.ts";
import { AutoComplete, Input, InputNumber } from "antd";
import { Labelled } from "../../ui/labelled.tsx";
import { useSay, useWords } from "../../ui/words.ts";
import { words } from "./create-words.ts";
import type { FieldsProps } from "./use-choices.ts";

/** What only a group link has: how often it is resolved, where a browser goes, its values and its code. */
export function GroupFields(props: FieldsProps) {
  const say = useWords(words);
  const { form, change, choices, wrong } = props;
  return (
    <>
      <Labelled
        label={say("max_resolutions")}
        htmlFor="task-resolutions"
        required
        wrong={wrong("resolutions_wrong")}
      >
        {/* Without bounds of its own: it would turn what is out of them into another number, unseen. */}
        <InputNumber
          id="task-resolutions"
          className="short"
          precision={0}
          value={form.maxResolutions}
          onChange={(maxResolutions) => change({ maxResolutions })}
        />
      </Labelled>
      <ParamFields {...props} />
      <JumpField {...props} />
      {choices.facts.customCodes && (
        <Labelled label={say("code")} htmlFor="task-code" hint={say("code_hint")} wrong={wrong("code_wrong")}>
          <Input
            id="task-code"
            className="mono short"
            maxLength={10}
            value={form.code}
            onChange={(event) => change({ code: event.target.value })}
          />
        </Labelled>
      )}
    </>
  );
}

function ParamFields({ form, change, choices, wrong }: FieldsProps) {
  const say = useWords(words);
  const { parameters } = choices.facts;
  if (parameters.length === 0) return null;
  const examples = new Map((choices.version?.content.params ?? []).map((one) => [one.name, one.example]));
  return (
    <Labelled label={say("params")} required hint={say("params_hint")} wrong={wrong("params_missing")}>
      <div className="pair task-params">
        {parameters.map((name) => (
          <label key={name} className="task-param" htmlFor={`task-param-${name}`}>
            <span className="mono">{name}</span>
            <Input
              id={`task-param-${name}`}
              placeholder={examples.get(name)}
              value={form.params[name] ?? ""}
              onChange={(event) => change({ params: { ...form.params, [name]: event.target.value } })}
            />
          </label>
        ))}
      </div>
    </Labelled>
  );
}

/** Anything that is a public address; approved ones are offered, and needed where the enterprise says so. */
function JumpField({ form, change, choices, wrong }: FieldsProps) {
  const say = useWords(words);
  const speak = useSay();
  const typed = form.jump.trim();
  const trouble = typed === "" ? null : jumpTrouble(typed);
  const said = trouble && say("jump_wrong", { why: speak(JUMP_TROUBLE_WORDS[trouble.code]) });
  const hint = choices.jumpApproval ? `${say("jump_hint")} ${say("jump_approved_only")}` : say("jump_hint");
  return (
    <Labelled
      label={say("jump")}
      htmlFor="task-jump"
      hint={hint}
      wrong={said && wrong("jump_wrong") !== undefined ? said : undefined}
    >
      <AutoComplete
        id="task-jump"
        allowClear
        placeholder="https://"
        maxLength={MAX_JUMP_URL}
        value={form.jump}
        onChange={(jump: string | undefined) => change({ jump: jump ?? "" })}
        options={choices.jumps.filter((url) => url.includes(typed)).map((url) => ({ value: url }))}
      />
    </Labelled>
  );
}
