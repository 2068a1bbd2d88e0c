import { actionOf } from "@tidings/shared/people/action_words.ts";
import { Card, Flex } from "antd";
import { Page } from "../../ui/page.tsx";
import { Empty } from "../../ui/states.tsx";
import { useAddress } from "../../ui/use-address.ts";
import { useTranslations } from "../../ui/words.ts";
import { type Asked, AskedFields } from "./asked-fields.tsx";
import { Explanation } from "./explanation.tsx";
import { WhoCan } from "./who-can.tsx";
import { words } from "./words.ts";
import "./rights.css";

const KEYS = ["action", "member", "resource", "id", "source"] as const;

/** Who may do what (IAM-2, IAM-3): everybody who may, or one member with the statements that decide. What is asked is in the address. */
export function Rights() {
  const t = useTranslations(words);
  const [params, setParams] = useAddress();
  const asked = Object.fromEntries(KEYS.map((key) => [key, params.get(key)])) as unknown as Asked;
  const ask = (next: Partial<Asked>) =>
    setParams(
      Object.entries({ ...asked, ...next }).filter((entry): entry is [string, string] => entry[1] !== null),
      { replace: true },
    );
  return (
    <Page title={t("title")} note={t("note")}>
      <Flex vertical gap={16}>
        <Card>
          <AskedFields asked={asked} ask={ask} />
          {asked.action === "KooMessage:member:manage" && <div className="faint">{t("manages")}</div>}
        </Card>
        {asked.action === null || actionOf(asked.action) === null ? (
          <Empty drawing="search" title={t("choose")} hint={t("action_hint")} />
        ) : asked.member === null ? (
          <WhoCan asked={{ ...asked, action: asked.action }} choose={(member) => ask({ member })} />
        ) : (
          <Explanation asked={{ ...asked, action: asked.action, member: asked.member }} />
        )}
      </Flex>
    </Page>
  );
}
