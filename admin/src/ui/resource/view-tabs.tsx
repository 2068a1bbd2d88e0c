import { EllipsisOutlined, ShareAltOutlined } from "@ant-design/icons";
import { writeAddress } from "@tidings/shared/resource/address.ts";
import { Button, Dropdown, Flex, Input, Tabs } from "antd";
import { type ReactNode, useState } from "react";
import { ActionDialog, type ActionOffer } from "../action-dialog.tsx";
import { FormField } from "../form-field.tsx";
import type { ListPlace, ListView } from "../list-place.ts";
import type { VerbName } from "../rows.ts";
import { isAllowed, type TransitionsById } from "../transition.ts";
import { useTranslations } from "../words.ts";
import { viewWords as words } from "./view-words.ts";

interface ViewTabsProps {
  readonly resource: string;
  readonly place: ListPlace;
  readonly views: { readonly all: readonly ListView[]; readonly transitions: TransitionsById };
  /** At the right of the tabs. */
  readonly extra: ReactNode;
}

/** What can be done with the open view from its menu, in this order. */
const MENU = ["rename", "share", "unshare", "set_default", "clear_default", "delete"] as const;
type Act = (typeof MENU)[number] | "create" | "update";

/** The verb behind an act: a new name and a new content are both an update. */
const verbOf = (act: Act): string => (act === "rename" ? "update" : act);

/** The saved views of a list as tabs, with what keeps, changes and shares them (LST-1). */
export function ViewTabs({ resource, place, views, extra }: ViewTabsProps) {
  const t = useTranslations(words);
  const [asked, setAsked] = useState<Act | null>(null);
  const { view, changed } = place;
  const may = (act: Act) => view !== null && isAllowed(views.transitions[view.id] ?? [], verbOf(act));
  const menu = MENU.filter(may);
  return (
    <>
      <Flex className="view-tabs" align="center" gap="8px 4px" wrap>
        <Tabs
          activeKey={view?.id ?? ""}
          onChange={(id) => place.open(views.all.find((one) => one.id === id) ?? null)}
          items={[
            { key: "", label: t("all") },
            ...views.all.map(({ id, name, shared }) => ({
              key: id,
              label: (
                <span data-view={name}>
                  {shared && <ShareAltOutlined aria-label={t("shared")} />} {name}
                </span>
              ),
            })),
          ]}
        />
        <Flex gap={4} align="center" wrap justify="end">
          {changed && may("update") && (
            <Button type="text" data-testid="view-update" onClick={() => setAsked("update")}>
              {t("update")}
            </Button>
          )}
          {changed && (
            <Button type="text" data-testid="view-save" onClick={() => setAsked("create")}>
              {t("create")}
            </Button>
          )}
          {menu.length > 0 && (
            <Dropdown
              trigger={["click"]}
              menu={{
                items: menu.map((act) => ({
                  key: act,
                  danger: act === "delete",
                  label: <span data-verb={act}>{t(act)}</span>,
                  onClick: () => setAsked(act),
                })),
              }}
            >
              <Button
                type="text"
                icon={<EllipsisOutlined />}
                aria-label={t("more")}
                data-testid="view-more"
              />
            </Dropdown>
          )}
          {extra}
        </Flex>
      </Flex>
      {asked && (
        <ViewDialog key={asked} act={asked} resource={resource} place={place} close={() => setAsked(null)} />
      )}
    </>
  );
}

interface ViewDialogProps {
  readonly act: Act;
  readonly resource: string;
  readonly place: ListPlace;
  readonly close: () => void;
}

function ViewDialog({ act, resource, place, close }: ViewDialogProps) {
  const t = useTranslations(words);
  const { view } = place;
  const [name, setName] = useState(act === "rename" ? (view?.name ?? "") : "");
  const asksName = act === "create" || act === "rename";
  const query = act === "rename" ? (view?.query ?? "") : writeAddress(place.query).toString();
  const called = asksName ? name : view?.name;
  const input =
    act === "create"
      ? { resource, name, query }
      : verbOf(act) === "update"
        ? { name: called, query }
        : undefined;
  const offer: ActionOffer = {
    label: t(act),
    title: t(`${act}_title`, { name: view?.name }),
    done: t(`${act}_done`, { name: called }),
    tone: act === "delete" ? "danger" : "main",
    args: input && { input },
    body: asksName ? (
      <FormField label={t("name")} htmlFor="view-name" required>
        <Input id="view-name" value={name} maxLength={64} onChange={(event) => setName(event.target.value)} />
      </FormField>
    ) : (
      t(`${act}_body`)
    ),
  };
  return (
    <ActionDialog
      verb={`${verbOf(act)}_list_view` as VerbName}
      offer={offer}
      args={act === "create" ? {} : { list_view: view?.id }}
      told={(answer) => {
        if (act === "create") place.keptAs((answer as ListView).id);
        if (act === "delete") place.open(null);
      }}
      close={close}
    />
  );
}
