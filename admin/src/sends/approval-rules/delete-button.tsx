import { App, Button } from "antd";
import { userErrorOf } from "../../ui/user-error.ts";
import { useVerb } from "../../ui/verb.ts";
import { useLocale, useTranslations } from "../../ui/words.ts";
import type { ApprovalRule } from "./row.ts";
import { words } from "./words.ts";

/** Deletes a rule, after a confirmation. */
export function DeleteButton({ rule }: { rule: ApprovalRule }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { modal, message } = App.useApp();
  const { run, running } = useVerb("delete_approval_rule");

  async function remove() {
    try {
      await run({ approval_rule: rule.id });
      message.success(t("delete_done"));
    } catch (failure) {
      message.error(userErrorOf(failure, locale).message);
    }
  }

  function ask() {
    modal.confirm({
      title: t("delete_title", { name: rule.name }),
      content: t("delete_body"),
      okText: t("delete"),
      cancelText: t("keep"),
      okButtonProps: { danger: true },
      onOk: remove,
    });
  }

  return (
    <Button size="small" danger loading={running} onClick={ask}>
      {t("delete")}
    </Button>
  );
}
