import { App, Button } from "antd";
import { troubleOf } from "../../ui/trouble.ts";
import { useVerb } from "../../ui/verb.ts";
import { useLocale, useWords } from "../../ui/words.ts";
import type { ApprovalPolicy } from "./row.ts";
import { words } from "./words.ts";

/** Takes a policy away, once that is confirmed. */
export function DeleteButton({ policy }: { policy: ApprovalPolicy }) {
  const say = useWords(words);
  const locale = useLocale();
  const { modal, message } = App.useApp();
  const { run, running } = useVerb("delete_approval_rule");

  async function remove() {
    try {
      await run({ policy: policy.id });
      message.success(say("delete_done"));
    } catch (failure) {
      message.error(troubleOf(failure, locale).message);
    }
  }

  function ask() {
    modal.confirm({
      title: say("delete_title", { name: policy.name }),
      content: say("delete_body"),
      okText: say("delete"),
      cancelText: say("keep"),
      okButtonProps: { danger: true },
      onOk: remove,
    });
  }

  return (
    <Button size="small" danger loading={running} onClick={ask}>
      {say("delete")}
    </Button>
  );
}
