/** A copy of the project as git gives it to a stranger. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../env.ts";

const run = promisify(execFile);

/**
 * What a commit of this folder would hold: the files that `git archive` would take after `git add`, as they are now. So a test is about
 * the work at hand and not about the last commit, and it needs no repository: beside one, `.gitignore` alone decides.
 */
async function filesInGit(scratch: string, among: readonly string[]): Promise<string[]> {
  const own = join(scratch, "git");
  await run("git", ["init", "--quiet", "--bare", own]);
  const repository = existsSync(join(ROOT, ".git")) ? [] : [`--git-dir=${own}`, `--work-tree=${ROOT}`];
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", ...among];
  const { stdout } = await run("git", [...repository, ...list], { cwd: ROOT, maxBuffer: 64_000_000 });
  return [...new Set(stdout.split("\0"))].filter((name) => name !== "" && existsSync(join(ROOT, name)));
}

/** Copies `among`, files and folders of the project, into `folder/clone`, with the packages that are installed here and its own `shared`. */
export async function cloneInto(folder: string, among: readonly string[]): Promise<string> {
  const clone = join(folder, "clone");
  for (const name of await filesInGit(folder, among)) await cp(join(ROOT, name), join(clone, name));
  const packages = join(clone, "node_modules");
  await mkdir(join(packages, "@tidings"), { recursive: true });
  for (const name of await readdir(join(ROOT, "node_modules")))
    if (name !== "@tidings") await symlink(join(ROOT, "node_modules", name), join(packages, name));
  await symlink(join(clone, "shared"), join(packages, "@tidings/shared"));
  return clone;
}
