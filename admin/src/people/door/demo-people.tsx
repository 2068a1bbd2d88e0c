import { Button, Flex } from "antd";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./words.ts";

const PEOPLE = [
  { email: "alice@demo.test", role: "role_alice" },
  { email: "bob@demo.test", role: "role_bob" },
  { email: "carol@demo.test", role: "role_carol" },
  { email: "dan@demo.test", role: "role_dan" },
  { email: "olga@tidings.test", role: "role_olga" },
] as const;

interface DemoPeopleProps {
  readonly choose: (credentials: { email: string; password: string }) => void;
}

/** The people of the demo seed. Rendered only when the environment says that the seed is loaded. */
export function DemoPeople({ choose }: DemoPeopleProps) {
  const t = useTranslations(words);
  return (
    <section className="demo">
      <div>
        <b>{t("demo")}</b> <span className="faint">{t("demo_hint")}</span>
      </div>
      <Flex vertical gap={6}>
        {PEOPLE.map(({ email, role }) => (
          <Button
            key={email}
            block
            className="demo-person"
            onClick={() => choose({ email, password: "tidings-demo" })}
          >
            <span>{email}</span>
            <span className="faint">{t(role)}</span>
          </Button>
        ))}
      </Flex>
    </section>
  );
}
