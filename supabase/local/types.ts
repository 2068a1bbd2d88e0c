/**
 * Writes what a database with the law in it says of itself: its types into shared/src/ground/database.ts, and who may do what into
 * supabase/law/grants.txt. With --check it fails where either has drifted.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import postgres from "postgres";
import ts from "typescript";
import { freePort } from "../../shared/src/node/ports.ts";
import { grantsOf, LAW_GRANTS } from "./checks/grants.ts";
import { plain, supabaseCli } from "./cli.ts";
import { ROOT } from "./env.ts";
import { migrate } from "./migrate.ts";
import { startPostgres } from "./postgres.ts";

const TARGET = join(ROOT, "shared/src/ground/database.ts");

/** The types of the public schema as the CLI tells them, and the lines of grants, of a fresh database that is gone afterwards. */
async function saidOfItself(): Promise<{ types: string; grants: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), "tidings-types-"));
  const port = await freePort();
  const server = await startPostgres({
    dataDir: join(folder, "pg"),
    port,
    password: "types",
    volatile: true,
  });
  try {
    await migrate(server.url);
    const args = ["gen", "types", "typescript", "--db-url", plain(server.url), "--schema", "public"];
    const sql = postgres(server.url, { max: 1, onnotice: () => undefined });
    const grants = await grantsOf(sql).finally(() => sql.end());
    return { types: await supabaseCli(args, folder), grants };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true });
  }
}

type Property = { name: string; type: ts.TypeNode };

/** The properties of an object type, by name. */
function propertiesOf(type: ts.TypeNode | undefined): Property[] {
  if (!type || !ts.isTypeLiteralNode(type))
    throw new Error("The CLI writes types in another way than it did.");
  return type.members
    .filter((member) => ts.isPropertySignature(member))
    .flatMap(({ name, type: of }) => (of ? [{ name: (name as ts.Identifier).text, type: of }] : []))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

const within = (type: ts.TypeNode | undefined, name: string) =>
  propertiesOf(type).find((property) => property.name === name)?.type;

/** A type on one line; an enum by its place in this file. */
const line = (type: ts.TypeNode) =>
  type
    .getText()
    .replace(/Database\["public"\]\['Enums'\]/g, "Enums")
    .replace(/\s+/g, " ")
    .replace(/^\| /, "");

/**
 * Of what the CLI says the part that the houses import: rows, enums, names of functions. It says four times as much. Nobody writes a
 * table, rows are read without joins, and `private.inputs` has the arguments of a verb.
 */
export function typesOf(text: string): string {
  const file = ts.createSourceFile("database.ts", text, ts.ScriptTarget.Latest, true);
  const declared = new Map(
    file.statements.filter((one) => ts.isTypeAliasDeclaration(one)).map((one) => [one.name.text, one.type]),
  );
  const schema = within(declared.get("Database"), "public");
  const json = declared.get("Json");
  if (!json) throw new Error("The CLI writes types in another way than it did.");
  const enums = propertiesOf(within(schema, "Enums")).map(({ name, type }) => `  ${name}: ${line(type)};\n`);
  const rows = [...propertiesOf(within(schema, "Tables")), ...propertiesOf(within(schema, "Views"))]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, type }) => {
      const columns = propertiesOf(within(type, "Row")).map(
        (column) => `    ${column.name}: ${line(column.type)};\n`,
      );
      return `  ${name}: {\n${columns.join("")}  };\n`;
    });
  const functions = propertiesOf(within(schema, "Functions")).map(({ name }) => `\n  | "${name}"`);
  return `// Written by supabase/local/types.ts from the migrations.

/** A value of a JSON column. */
export type Json = ${line(json)};

/** The enums of the schema \`public\`. */
export type Enums = {
${enums.join("")}};

/** The rows of its tables and views. */
export type Rows = {
${rows.join("")}};

/** The names of its functions. */
export type FunctionName =${functions.join("")};
`;
}

if (import.meta.main) {
  const { types, grants } = await saidOfItself();
  const texts = { [TARGET]: typesOf(types), [LAW_GRANTS]: `${grants.join("\n")}\n` };
  for (const [path, text] of Object.entries(texts)) {
    if (!process.argv.includes("--check")) await writeFile(path, text);
    else if ((await readFile(path, "utf8").catch(() => "")) !== text) {
      console.error(
        `${relative(ROOT, path)} is not what the migrations make. Run: node supabase/local/types.ts`,
      );
      process.exitCode = 1;
    }
  }
}
