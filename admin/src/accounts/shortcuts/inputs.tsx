import { SmileOutlined } from "@ant-design/icons";
import { SHORTCUT_LIMITS } from "@tidings/shared/accounts/shortcuts/fields.ts";
import { AutoComplete, Button, Input, Popover } from "antd";
import { useRows } from "../../ui/data.ts";
import type { InputSlotProps } from "../../ui/resource/form-context.ts";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./words.ts";

/** A signature, chosen from the approved ones or typed: that of another company is shown by proofs (§9.3.1). */
export function SignatureInput({ id, value, change }: InputSlotProps) {
  const t = useTranslations(words);
  const { rows, loading } = useRows<{ readonly name: string }>("account_signatures", {
    sorters: [{ field: "name", order: "asc" }],
  });
  const names = rows.map(({ name }) => name);
  const typed = String(value ?? "").trim();
  const isForeign = !loading && typed !== "" && !names.includes(typed);
  return (
    <>
      <AutoComplete
        id={id}
        value={String(value ?? "")}
        onChange={change}
        options={names.filter((name) => name.includes(typed)).map((name) => ({ value: name }))}
      >
        <Input maxLength={SHORTCUT_LIMITS.signature[1]} />
      </AutoComplete>
      {isForeign && <div className="faint">{t("signature_foreign")}</div>}
    </>
  );
}

/** What shops put on buttons; any other emoji is typed. */
const EMOJI = [..."🛍🛒🎁🎉🔥⭐💰🎫📦🚚📍📞💬📧📅⏰🏠🔍👍❤✨🆕🎂🍔"];

/** The name of a button, with emoji at hand. */
export function ButtonNameInput({ id, value, change }: InputSlotProps) {
  const t = useTranslations(words);
  const typed = String(value ?? "");
  const emoji = (
    <div className="shortcut-emoji">
      {EMOJI.map((one) => (
        <Button key={one} type="text" size="small" aria-label={one} onClick={() => change(`${typed}${one}`)}>
          {one}
        </Button>
      ))}
    </div>
  );
  return (
    <>
      <Input id={id} value={typed} onChange={(event) => change(event.target.value)} />
      <Popover trigger="click" content={emoji}>
        <Button size="small" icon={<SmileOutlined />} className="shortcut-emoji-add">
          {t("emoji")}
        </Button>
      </Popover>
    </>
  );
}
