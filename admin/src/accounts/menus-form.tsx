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
import { Select } from "antd";
import { Entries } from "../ui/entries.tsx";
import { FormField } from "../ui/form-field.tsx";
import { useTranslations } from "../ui/words.ts";
import { AccountFields, type FormPart, useWrong } from "./field.tsx";
import { words } from "./words.ts";

/** Step 2 (table 9-2): up to three menus with up to five sub-menus each. */
export function MenusForm({ value, change, problems, tried }: FormPart<readonly Menu[]>) {
  const t = useTranslations(words);
  const wrong = useWrong(problems, tried);
  return (
    <>
      <p className="faint">{t("menus_hint", { menus: ACCOUNT_LIMITS.menus, items: ACCOUNT_LIMITS.items })}</p>
      <Entries<Menu>
        value={value}
        change={change}
        title={(at) => t("menu", { at })}
        most={ACCOUNT_LIMITS.menus}
        make={() => ({ name: "", action: "submenu", items: [{ name: "", action: "url" }] })}
        add={t("add_menu")}
        addId="add-menu"
        wrong={wrong("menus")}
      >
        {(menu, set, at) => (
          <>
            <MenuFields
              value={menu}
              change={(edit) => set((before) => ({ ...before, ...edit(before) }))}
              problems={problems}
              tried={tried}
              at={`menus[${at}]`}
              top
            />
            {menu.action === "submenu" && (
              <Items
                value={menu.items ?? []}
                change={(edit) => set((before) => ({ ...before, items: [...edit(before.items ?? [])] }))}
                problems={problems}
                tried={tried}
                at={`menus[${at}].items`}
              />
            )}
          </>
        )}
      </Entries>
    </>
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
    <Entries<MenuItem>
      value={value}
      change={change}
      title={(at) => t("item", { at })}
      most={ACCOUNT_LIMITS.items}
      make={() => ({ name: "", action: "url" })}
      add={t("add_item")}
      inner
      wrong={wrong(path)}
    >
      {(item, set, at) => (
        <MenuFields value={item} change={set} problems={problems} tried={tried} at={`${path}[${at}]`} />
      )}
    </Entries>
  );
}

interface MenuFieldsProps {
  readonly value: MenuItem;
  readonly change: FormPart<MenuItem>["change"];
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
  const set = (name: string, next: unknown) => change((before) => ({ ...before, [name]: next }));
  const offered = MENU_ACTION_NAMES.filter((name) => top || !MENU_ACTIONS[name].top);
  const shared = { values: value, set, problems, tried, at: `${at}.` };
  return (
    <>
      <AccountFields fields={MENU_FIELDS} {...shared} />
      <FormField label={t("action")} htmlFor={id} required>
        <Select<MenuActionName>
          id={id}
          value={value.action}
          onChange={(next) => change(({ name }) => ({ name, action: next }))}
          options={offered.map((name) => ({ value: name, label: t(MENU_ACTIONS[name].label) }))}
        />
      </FormField>
      <AccountFields fields={action.fields} {...shared} />
    </>
  );
}
