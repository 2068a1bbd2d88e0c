import { LINK } from "@tidings/shared/sms/text.ts";
import { type SmsVariable, variablesOf } from "@tidings/shared/sms/variables.ts";
import { placesIn } from "@tidings/shared/templates/parameters.ts";
import type { GetRef } from "antd";
import { Button, Flex, Input } from "antd";
import { useRef } from "react";
import type { InputSlotProps } from "../ui/resource/form-context.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** The text of an SMS template, with buttons that put in the link's place and variables where the cursor is. */
export function ContentInput({ id, value, change, values, changeOther }: InputSlotProps) {
  const t = useTranslations(words);
  const area = useRef<GetRef<typeof Input.TextArea>>(null);
  const content = String(value);

  function write(text: string) {
    change(text);
    changeOther("variables", variablesOf(text, values.variables as readonly SmsVariable[]));
  }

  function insert(place: string) {
    const at = area.current?.resizableTextArea?.textArea.selectionStart ?? content.length;
    write(content.slice(0, at) + place + content.slice(at));
    area.current?.focus();
  }

  return (
    <>
      <Input.TextArea
        id={id}
        ref={area}
        rows={5}
        maxLength={500}
        showCount
        value={content}
        onChange={(event) => write(event.target.value)}
      />
      <Flex gap={8} className="field-buttons">
        <Button size="small" disabled={content.includes(LINK)} onClick={() => insert(LINK)}>
          {t("insert_link")}
        </Button>
        {values.for_cards !== true && (
          <Button size="small" onClick={() => insert(`\${${nextName(content)}}`)}>
            {t("insert_variable")}
          </Button>
        )}
      </Flex>
    </>
  );
}

/** The first of `value1`, `value2`, … that the text does not have. */
function nextName(content: string): string {
  const taken = new Set(placesIn(content));
  let count = 1;
  while (taken.has(`value${count}`)) count += 1;
  return `value${count}`;
}
