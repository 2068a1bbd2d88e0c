import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import type { Menu, MenuItem } from "@tidings/shared/accounts/content.ts";
import {
  ACCOUNT_LIMITS,
  MENU_ACTION_NAMES,
  MENU_ACTIONS,
  MENU_FIELDS,
  type MenuAction,
  type MenuActionName,
} from "@tidings/shared/accounts/fields.ts";
import type { AccountProblem } from "@tidings/shared/accounts/problems.ts";
import { Button, Card, Flex, Select } from "antd";
import type { ReactNode } from "react";
import { FormField } from "../ui/form-field.tsx";
import { useTranslations } from "../ui/words.ts";
import { AccountFields, type FormPart, useWrong } from "./field.tsx";
import { words } from "./words.ts";

/** The list with another entry at `at`. */
export const withAt = <Entry,>(all: readonly Entry[], at: number, entry: Entry) =>
  all.map((one, place) => (place === at ? entry : one));
export const without = <Entry,>(all: readonly Entry[], at: number) => all.filter((_, place) => place !== at);
/** The entry at `at` and the one before it change places. */
export const raised = <Entry,>(all: readonly Entry[], at: number) => {
  const next = [...all];
  const [moved] = next.splice(at, 1);
  if (moved !== undefined) next.splice(at - 1, 0, moved);
  return next;
};

/** Step 2 (table 9-2): up to three menus with up to five sub-menus each. */
export function MenusForm({ value, change, problems, tried }: FormPart<readonly Menu[]>) {
  const t = useTranslations(words);
  const wrong = useWrong(problems, tried);
  return (
    <div className="stack">
      {value.map((menu, at) => (
        <EntryCard
          // biome-ignore lint/suspicious/noArrayIndexKey: menus have no name of their own until one is typed
          key={at}
          title={t("menu", { at: at + 1 })}
          up={at > 0 ? () => change(raised(value, at)) : undefined}
          remove={() => change(without(value, at))}
        >
          <MenuFields
            value={menu}
            change={(next) => change(withAt(value, at, { ...menu, ...next }))}
            problems={problems}
            tried={tried}
            at={`menus[${at}]`}
            top
          />
          {menu.action === "submenu" && (
            <Items
              value={menu.items ?? []}
              change={(items) => change(withAt(value, at, { ...menu, items: [...items] }))}
              problems={problems}
              tried={tried}
              at={`menus[${at}].items`}
            />
          )}
        </EntryCard>
      ))}
      {wrong("menus") && <p className="wrong">{wrong("menus")}</p>}
      {value.length < ACCOUNT_LIMITS.menus && (
        <Button
          icon={<PlusOutlined />}
          onClick={() =>
            change([...value, { name: "", action: "submenu", items: [{ name: "", action: "url" }] }])
          }
          data-testid="add-menu"
        >
          {t("add_menu")}
        </Button>
      )}
    </div>
  );
}

function Items({
  value,
  change,
  problems,
  tried,
  at: path,
}: FormPart<readonly MenuItem[]> & { readonly at: string }) {
  const t = useTranslations(words);
  const wrong = useWrong(problems, tried);
  return (
    <div className="stack">
      {value.map((item, at) => (
        <EntryCard
          // biome-ignore lint/suspicious/noArrayIndexKey: as of menus
          key={at}
          inner
          title={t("item", { at: at + 1 })}
          up={at > 0 ? () => change(raised(value, at)) : undefined}
          remove={() => change(without(value, at))}
        >
          <MenuFields
            value={item}
            change={(next) => change(withAt(value, at, next))}
            problems={problems}
            tried={tried}
            at={`${path}[${at}]`}
          />
        </EntryCard>
      ))}
      {wrong(path) && <p className="wrong">{wrong(path)}</p>}
      {value.length < ACCOUNT_LIMITS.items && (
        <Button icon={<PlusOutlined />} onClick={() => change([...value, { name: "", action: "url" }])}>
          {t("add_item")}
        </Button>
      )}
    </div>
  );
}

interface EntryCardProps {
  readonly title: string;
  readonly inner?: boolean;
  readonly up: (() => void) | undefined;
  readonly remove: () => void;
  readonly children: ReactNode;
}

/** One of several entries, with what moves and removes it. */
export function EntryCard({ title, inner = false, up, remove, children }: EntryCardProps) {
  const t = useTranslations(words);
  return (
    <Card
      size="small"
      type={inner ? "inner" : undefined}
      title={title}
      extra={
        <Flex gap={4}>
          {up && (
            <Button
              type="text"
              size="small"
              icon={<ArrowUpOutlined />}
              aria-label={`${t("up")} ${title}`}
              onClick={up}
            />
          )}
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={`${t("remove")} ${title}`}
            onClick={remove}
          />
        </Flex>
      }
    >
      {children}
    </Card>
  );
}

interface MenuFieldsProps {
  readonly value: MenuItem;
  readonly change: (next: MenuItem) => void;
  readonly problems: readonly AccountProblem[];
  readonly tried: boolean;
  readonly at: string;
  readonly top?: boolean;
}

/** The name of a menu, what it does, and the fields of that. */
function MenuFields({ value, change, problems, tried, at, top = false }: MenuFieldsProps) {
  const t = useTranslations(words);
  const action: MenuAction = MENU_ACTIONS[value.action];
  const id = `account-${at}-action`.replace(/[[\].]+/g, "-");
  const set = (name: string, next: unknown) => change({ ...value, [name]: next });
  const offered = MENU_ACTION_NAMES.filter((name) => top || !MENU_ACTIONS[name].top);
  const shared = { values: value, set, problems, tried, at: `${at}.` };
  return (
    <>
      <AccountFields fields={MENU_FIELDS} {...shared} />
      <FormField label={t("action")} htmlFor={id} required>
        <Select<MenuActionName>
          id={id}
          value={value.action}
          onChange={(next) => change({ name: value.name, action: next })}
          options={offered.map((name) => ({ value: name, label: t(MENU_ACTIONS[name].label) }))}
        />
      </FormField>
      <AccountFields fields={action.fields} {...shared} />
    </>
  );
}
