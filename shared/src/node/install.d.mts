/** The types of install.mjs, which is plain JavaScript because it runs before anything is installed. */
export function fingerprint(root: string): string;
export function isInstalled(root: string): boolean;
export function installCommand(
  env: NodeJS.ProcessEnv,
  verb?: "ci" | "install",
): {
  command: string;
  args: string[];
  env: NodeJS.ProcessEnv;
};
export function foldersOf(root: string): string[];
export function arrivedSince(files: readonly string[], since: number): number;
export function progressLine(there: number, all: number, seconds: number, chinese: boolean): string;
export function install(root: string, env?: NodeJS.ProcessEnv): Promise<number>;
