import { CheckOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { troubleOf } from "../ui/trouble.ts";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useWords } from "../ui/words.ts";
import type { AlertRow } from "./row.ts";
import { words } from "./words.ts";

/** Says that somebody has looked at an alert. */
export function SeeButton({ alert, short = false }: { alert: Pick<AlertRow, "id">; short?: boolean }) {
  const say = useWords(words);
  const locale = useLocale();
  const { message } = App.useApp();
  const { run, running } = useVerb("see_alert");

  async function see() {
    try {
      await run({ alert: alert.id });
      message.success(say("see_done"));
    } catch (failure) {
      message.error(troubleOf(failure, locale).message);
    }
  }

  return (
    <Button
      size="small"
      type={short ? "text" : "default"}
      icon={<CheckOutlined />}
      loading={running}
      aria-label={say("see")}
      onClick={() => void see()}
      data-see={alert.id}
    >
      {short ? null : say("see")}
    </Button>
  );
}
