import { useQueryClient } from "@tanstack/react-query";
import { listText, w } from "@tidings/shared/ground/locale.ts";
import { GROUP_WORDS } from "@tidings/shared/people/seeded_words.ts";
import { knownText } from "@tidings/shared/resource/known.ts";
import { App, Button, Card } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { ActionDialog } from "../ui/action-dialog.tsx";
import { useRows } from "../ui/data.ts";
import { useEnterprise, useMay, useMe } from "../ui/me.tsx";
import type { RowOf } from "../ui/rows.ts";
import { LineSkeleton } from "../ui/skeletons.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";

const words = {
  title: w("退出企业", "Leave enterprise"),
  note: w(
    "您将不再是「{name}」的成员。您的账号和您所在的其他企业不受影响。",
    "This ends your membership of “{name}”. Your account and other enterprises aren't affected.",
  ),
  leave: w("退出「{name}」", "Leave “{name}”"),
  question: w("退出「{name}」？", "Leave “{name}”?"),
  rights: w(
    "{count} 项权限，来自用户组：{groups}",
    "{count} {count:permission|permissions}, from the groups {groups}",
  ),
  rights_alone: w("{count} 项权限", "{count} {count:permission|permissions}"),
  invitations: w(
    "您发出的 {count} 个待接受的邀请（链接随即失效）",
    "{count} pending {count:invitation|invitations} you sent (the links stop working)",
  ),
  chat: w("在聊天中以您的身份查看此企业并执行操作", "Your access to this enterprise from chat"),
  ends: w("以下各项将立即失效：", "Ends immediately:"),
  stays: w(
    "您创建的内容和审计日志会保留。重新加入须再次受邀。",
    "What you created and the audit log are kept. To rejoin, you must be invited again.",
  ),
  manages: w(
    "如果只有您能管理成员，请先让另一位成员加入「所有者」用户组：",
    "If only you can manage members, add another member to “Owners” first:",
  ),
  groups: w("前往用户组", "Go to groups"),
  sure: w("我确定要退出", "I confirm I want to leave"),
  done: w("您已退出「{name}」", "You have left “{name}”"),
};

/** Leaving the enterprise in use (IAM-5): what ends with it is shown before. */
export function Leaving() {
  const t = useTranslations(words);
  const { name } = useEnterprise();
  const [open, setOpen] = useState(false);
  return (
    <Card className="narrow" title={t("title")}>
      <p className="faint">{t("note", { name })}</p>
      <Button danger onClick={() => setOpen(true)} data-testid="leave">
        {t("leave", { name })}
      </Button>
      {open && <LeaveDialog close={() => setOpen(false)} />}
    </Card>
  );
}

function LeaveDialog({ close }: { close: () => void }) {
  const t = useTranslations(words);
  const { id, name } = useEnterprise();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();

  function left() {
    // Nothing of it may stay on the screen.
    queries.clear();
    navigate("/", { replace: true });
    message.success(t("done", { name }));
  }

  return (
    <ActionDialog
      verb="leave_enterprise"
      args={{ enterprise: id }}
      offer={{
        label: t("title"),
        title: t("question", { name }),
        body: <WhatEnds />,
        sure: t("sure"),
        done: "",
        tone: "danger",
      }}
      close={close}
      told={left}
    />
  );
}

function WhatEnds() {
  const t = useTranslations(words);
  const locale = useLocale();
  const may = useMay();
  const { user_id, permissions, name } = useMe();
  const manages = may("KooMessage:member:manage");
  const { rows: own, loading } = useRows<RowOf<"member_cards">>("member_cards", {
    filters: [{ field: "user_id", operator: "eq", value: user_id }],
  });
  const { rows: invitations } = useRows<RowOf<"invitation_cards">>("invitation_cards", {
    filters: [
      { field: "state", operator: "eq", value: "open" },
      { field: "invited_by", operator: "eq", value: name },
    ],
    enabled: manages,
  });
  if (loading) return <LineSkeleton />;
  const groups = (own[0]?.groups ?? []) as readonly string[];
  return (
    <>
      <p>{t("ends")}</p>
      <ul data-testid="what-ends">
        <li>
          {t(groups.length === 0 ? "rights_alone" : "rights", {
            count: permissions.length,
            groups: listText(
              groups.map((one) => knownText(GROUP_WORDS, one, locale)),
              locale,
            ),
          })}
        </li>
        {invitations.length > 0 && <li>{t("invitations", { count: invitations.length })}</li>}
        <li>{t("chat")}</li>
      </ul>
      <p>{t("stays")}</p>
      {manages && (
        <>
          <p>{t("manages")}</p>
          <Link to="/groups">{t("groups")}</Link>
        </>
      )}
    </>
  );
}
