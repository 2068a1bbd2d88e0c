import assert from "node:assert/strict";
import { after, test } from "node:test";
import { findCommand } from "../../registry/registry.ts";
import { runCommand } from "../../registry/run.ts";
import { whoamiOf } from "../../testing/person.ts";
import { startRest } from "../../testing/rest_double.ts";
import { COMMANDS } from "../list.ts";

/** Templates are made in the panel; a command says where (TPL-2). */
const ID = "11111111-0000-4000-8000-000000000001";
const rest = await startRest(
  { whoami: () => whoamiOf("a1", "Alice", ["KooMessage:template:create", "KooMessage:template:update"]) },
  { template_cards: () => [{ id: ID, name: "Parcel", state: "draft" }] },
);
after(() => rest.close());

test("the editor's address is told, of a new template and of one that is there", async () => {
  const told = async (name: string, raw: object, panel?: string) => {
    const command = findCommand(COMMANDS, name);
    assert.ok(command, name);
    const session = rest.database.forChat("slack:T1:UALICE", "slack");
    const more = panel === undefined ? {} : { panel };
    const { text, fields } = await runCommand({
      ...{ command, raw: { ...raw }, session, commands: COMMANDS, localeHint: "en", ...more },
    });
    return { text, field: fields?.[0] };
  };
  const panel = "https://panel.test";
  const made = await told("template add", {}, panel);
  assert.match(made.text ?? "", /Make card templates in the panel's editor/);
  assert.deepEqual([made.field?.value, made.field?.href], ["Open in the panel", `${panel}/templates/new`]);
  const edited = await told("template edit", { resource: "parc" }, panel);
  assert.match(edited.text ?? "", /^Edit “Parcel” in the panel's editor/);
  assert.equal(edited.field?.href, `${panel}/templates/${ID}/edit`);
  const unknown = await told("template add", {});
  assert.deepEqual([unknown.field?.value, unknown.field?.href], ["<panel address>/templates/new", undefined]);
});
