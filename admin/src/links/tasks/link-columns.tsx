import { EyeOutlined } from "@ant-design/icons";
import { LINK_STATUS_WORDS, RESOLVE_TASK_KIND_WORDS } from "@tidings/shared/links/words.ts";
import { Button, Flex } from "antd";
import { Link } from "react-router";
import { useAmount } from "../../ui/amount.ts";
import { CopyButton } from "../../ui/copy-button.tsx";
import { useEnterprise } from "../../ui/me.tsx";
import { Masked } from "../../ui/reveal.tsx";
import type { Column } from "../../ui/row-table.tsx";
import { StateTag } from "../../ui/tags.tsx";
import { clock } from "../../ui/time.ts";
import type { TransitionsById } from "../../ui/transition.ts";
import { useTranslations } from "../../ui/words.ts";
import { FreezeLink } from "./freeze-link.tsx";
import type { LinkCard } from "./row.ts";
import { words } from "./words.ts";

/** The columns of a list of links: of all tasks (`whole`), or of one. */
export function useLinkColumns(
  whole: boolean,
  transitions: TransitionsById,
  look: (link: LinkCard) => void,
): Column<LinkCard>[] {
  const t = useTranslations(words);
  const amount = useAmount();
  const { zone } = useEnterprise();
  const task: Column<LinkCard>[] = [
    {
      key: "task",
      title: t("task"),
      head: true,
      render: (link) => (
        <>
          <Link to={`/resolve-tasks/${link.task_id}`}>{link.task_name}</Link>
          <div className="faint mono">{link.batch_no}</div>
        </>
      ),
    },
    {
      key: "template",
      title: t("template"),
      render: (link) => (
        <>
          {link.template_name}
          <div className="faint">{t(RESOLVE_TASK_KIND_WORDS[link.kind])}</div>
        </>
      ),
    },
  ];
  const usedAt: Column<LinkCard> = {
    key: "used_at",
    title: t("used_at"),
    render: (link) => clock(link.used_at, zone, true),
    wideOnly: true,
  };
  const used: Column<LinkCard>[] = [
    {
      key: "used",
      title: t("resolutions"),
      align: "right",
      render: (link) => (
        <>
          {t("of_allowance", { used: amount(link.used), all: amount(link.maximum) })}
          {link.used_at && <div className="faint">{clock(link.used_at, zone, true)}</div>}
        </>
      ),
    },
    { key: "created", title: t("created"), render: (link) => clock(link.created_at, zone) },
  ];
  return [
    ...(whole ? task : [{ key: "ordinal", title: t("ordinal"), render: (link: LinkCard) => link.ordinal }]),
    {
      key: "link",
      title: t("link"),
      head: !whole,
      render: (link) => (
        <Flex align="center" gap={2}>
          <span className="mono">{link.code}</span>
          <CopyButton text={link.address} />
        </Flex>
      ),
    },
    {
      key: "cust_flag",
      title: t("cust_flag"),
      render: (link) =>
        link.cust_flag === null ? null : <Masked text={link.cust_flag} resource="link" id={link.id} />,
    },
    {
      key: "status",
      title: t("status"),
      head: true,
      render: (link) => <StateTag of={LINK_STATUS_WORDS} state={link.status} />,
    },
    ...(whole ? used : [usedAt]),
    {
      key: "act",
      title: "",
      pinned: true,
      render: (link) => (
        <Flex gap={4}>
          <Button type="link" size="small" icon={<EyeOutlined />} onClick={() => look(link)}>
            {t("preview_link")}
          </Button>
          <FreezeLink link={link} transitions={transitions[link.id] ?? []} />
        </Flex>
      ),
    },
  ];
}
