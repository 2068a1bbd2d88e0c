import { useLogout } from "@refinedev/core";
import { Button, Result } from "antd";
import { useWords } from "../ui/words.ts";
import { words } from "./words.ts";

/** For who is signed in but is a member nowhere. */
export function NoMember() {
  const say = useWords(words);
  const { mutate: signOut } = useLogout();
  return (
    <main className="fill fill-window">
      <Result
        status="info"
        title={say("no_enterprise")}
        subTitle={say("no_enterprise_hint")}
        extra={<Button onClick={() => signOut()}>{say("sign_out")}</Button>}
      />
    </main>
  );
}
