/** The functions of a project: what was uploaded, what is live, and its files in a folder with nothing beside them. */
import { execFile } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, normalize } from "node:path";
import { promisify } from "node:util";
import type { Part } from "../ground/http.ts";
import { parse } from "../ground/json.ts";
import { DENO, NO_REGISTRY } from "./deno.ts";
import { bulkUpdate, LIMITS, metadata, Refused, read } from "./rules.ts";

/** An uploaded function. `files` are paths as they were uploaded, with their bytes. */
export type Deployed = {
  id: string;
  slug: string;
  name: string;
  version: number;
  verifyJwt: boolean;
  entrypoint: string;
  sha256: string;
  createdAt: number;
  updatedAt: number;
  files: ReadonlyMap<string, Buffer>;
  folder: string;
};

/** As the Management API tells of a function. */
export const told = (one: Deployed) => ({
  id: one.id,
  slug: one.slug,
  name: one.name,
  status: "ACTIVE",
  version: one.version,
  created_at: one.createdAt,
  updated_at: one.updatedAt,
  verify_jwt: one.verifyJwt,
  import_map: false,
  entrypoint_path: `file:///tmp/user_fn_${one.id}_${one.version}/source/${one.entrypoint}`,
  ezbr_sha256: one.sha256,
});

type Module = { specifier: string; error?: string };

export class Functions {
  readonly #home: string;
  readonly #live = new Map<string, Deployed>();
  /** Bundled and not yet persisted, by their hashes. */
  readonly #drafts = new Map<string, Deployed>();
  readonly #changed: (slug: string) => void;

  /** `changed` is told which function has another version now, or none. */
  constructor(home: string, changed: (slug: string) => void) {
    this.#home = home;
    this.#changed = changed;
  }

  list = (): Deployed[] => [...this.#live.values()];
  find = (slug: string): Deployed | undefined => this.#live.get(slug);

  /** Takes an upload. With `bundleOnly` it is bundled and kept until a bulk update names it. */
  async deploy(slug: string, parts: readonly Part[], bundleOnly: boolean): Promise<Deployed> {
    const said = parts.find(({ name }) => name === "metadata")?.bytes.toString() ?? "null";
    const meta = read(metadata, parse(said));
    const files = new Map<string, Buffer>();
    for (const { filename, bytes } of parts.filter(({ name }) => name === "file")) {
      const path = normalize(filename ?? "");
      if (path.startsWith("..") || path.startsWith("/")) throw new Refused(400, `Invalid path: ${filename}`);
      files.set(path, bytes);
    }
    const bytes = [...files.values()].reduce((sum, one) => sum + one.length, 0);
    if (bytes > LIMITS.functionBytes) throw new Refused(413, "request entity too large");
    const known = this.#live.get(slug);
    if (!known && this.#live.size >= LIMITS.functions)
      throw new Refused(402, "Maximum number of functions reached for Plan");
    const hash = createHash("sha256").update(JSON.stringify(meta));
    for (const [path, content] of files) hash.update(path).update("\0").update(content);
    const made: Deployed = {
      id: known?.id ?? randomUUID(),
      slug,
      name: meta.name ?? slug,
      version: (known?.version ?? 0) + 1,
      verifyJwt: meta.verify_jwt,
      entrypoint: normalize(meta.entrypoint_path),
      sha256: hash.digest("hex"),
      createdAt: known?.createdAt ?? Date.now(),
      updatedAt: Date.now(),
      files,
      folder: join(this.#home, `${slug}-${randomUUID()}`),
    };
    await this.#bundle(made);
    if (bundleOnly) this.#drafts.set(made.sha256, made);
    else this.#persist(made);
    return made;
  }

  /** Makes what was bundled before live, all at once or none of it. */
  update(given: unknown): Deployed[] {
    const wanted = read(bulkUpdate, given).map(({ slug, ezbr_sha256: sha = "" }) => {
      const draft = this.#drafts.get(sha);
      if (draft?.slug !== slug) throw new Refused(400, `Function ${slug} was not bundled before.`);
      return draft;
    });
    for (const draft of wanted) this.#persist(draft);
    return wanted;
  }

  remove(slug: string): void {
    if (!this.#live.delete(slug)) throw new Refused(404, "Function not found");
    this.#changed(slug);
  }

  #persist(made: Deployed): void {
    this.#live.set(made.slug, made);
    this.#drafts.delete(made.sha256);
    this.#changed(made.slug);
  }

  /** Unpacks the files and looks whether all that they import is there, as the platform does when it bundles. */
  async #bundle({ folder, files, entrypoint }: Deployed): Promise<void> {
    if (!files.has(entrypoint))
      throw new Refused(
        400,
        `Failed to bundle the function (reason: Entrypoint path does not exist: ${entrypoint})`,
      );
    for (const [path, content] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    const { stdout } = await promisify(execFile)(
      DENO,
      ["info", "--json", ...NO_REGISTRY, join(folder, entrypoint)],
      {
        cwd: folder,
        env: { DENO_DIR: join(this.#home, "cache"), DENO_NO_UPDATE_CHECK: "1" },
        maxBuffer: 1 << 26,
      },
    );
    const { modules } = JSON.parse(stdout) as { modules: Module[] };
    const wrong = modules.find(({ specifier, error }) => error || !/^(node|file):/.test(specifier));
    if (wrong)
      throw new Refused(
        400,
        `Failed to bundle the function (reason: ${wrong.error ?? `Module not found "${wrong.specifier}"`})`,
      );
  }
}
