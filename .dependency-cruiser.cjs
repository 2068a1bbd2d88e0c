/**
 * The arrows of the house, held by `npm test`:
 * shared imports zod only; bot, admin, supabase and e2e never import each other; a feature never imports another
 * feature of its house; a chat SDK lives in its own surface; no cycles, nothing unresolved, nothing that no one uses.
 */

const TESTS = "\\.test\\.tsx?$";
/** Where programs begin, and what a tool reads by its name: these may be imported by no one. */
const DOORS = [
  TESTS,
  "(^|/)main\\.tsx?$",
  "/bench/",
  "^supabase/functions/[^_][^/]*/index\\.ts$",
  "^supabase/deploy/status\\.ts$",
  "^supabase/local/(start|laying|test|types|reaper|move|size)\\.ts$",
  "^supabase/local/panel/(build|export)\\.ts$",
  "(^|/)(measure|run|[^/]*-worker)\\.ts$",
  "^shared/src/node/install\\.mjs$",
  "^bot/src/surfaces/terminal/(tidings|caller)\\.mjs$",
  "(^|/)vite\\.config\\.ts$",
  // The bot under test is started with it (--import).
  "^e2e/doubles/robots/network\\.ts$",
  // Deno is started with it.
  "^e2e/doubles/supabase/boot\\.mjs$",
  // vite.config.ts names it as a path: whoever imports zod gets this.
  "^admin/src/app/zod\\.ts$",
  "\\.d\\.m?ts$",
];
/** The one room of shared that runs under Node alone. */
const NODE_ONLY = "^shared/src/node/";
/** The double of a hosted project runs the embedded Supabase, and tests of what deploys to a project ask it. */
const HOSTED = "^e2e/doubles/supabase/";
/** The doubles of KooMessage and of a mail server, which stories of the law and of functions ask too. */
const ASKED = "^e2e/doubles/(koomessage|mail)/";
/** What a feature calls things: its words, and the layouts of cards. */
const VOCABULARY = "^shared/src/(layouts/|(?!ground/|resource/|refusals/|catalogue/)[^/]+/\\w*words\\.ts$)";
/** Rooms of the bot that are no features: what every command or surface needs. */
const BOT_FEATURES = "^bot/src/commands/([^/]+)/";
/** Rooms of the panel that are no features: app wires, ui has no feature words, contents is what both editors of templates are made of. */
const ADMIN_FEATURES = "^admin/src/(?!app/|ui/|contents/)([^/]+)/";

/** How a picture or a video is chosen of the library, or added to it: forms of other features ask for one. */
const LIBRARY = "^admin/src/media/(picker\\.tsx|store-medium\\.ts)$";

const sdk = (name, packages, home) => ({
  name: `only-${name}-speaks-${name}`,
  comment: `The ${name} SDK is imported in ${home} alone, so that a command works on every surface.`,
  severity: "error",
  from: { path: "^(bot|admin|shared|supabase)/", pathNot: `^${home}/` },
  to: { path: `node_modules/(${packages})(/|$)` },
});

/**
 * The floors of two houses, from below. shared: ground ← resource ← words ← refusals ← features ← catalogue.
 * bot: ground ← data ← registry ← numbers, pictures ← engine ← commands ← chat ← posting ← surfaces.
 */
const floor = (house, room, known) => ({
  name: `${house}-${room}-knows-nothing-above`,
  severity: "error",
  from: { path: `^${house}/src/${room}/`, pathNot: TESTS },
  to: { path: `^${house}/src/`, pathNot: `^${house}/src/(${[room, ...known].join("|")})/` },
});
const BOT_GROUND = ["ground", "data", "workers", "registry", "assistant"];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "shared-imports-zod-only",
      comment: "The words run in the browser, in Node and in Deno: they need nothing but zod.",
      severity: "error",
      from: { path: "^shared/src/", pathNot: [TESTS, NODE_ONLY] },
      to: { pathNot: ["^shared/src/", "node_modules/zod/"] },
    },
    floor("shared", "ground", []),
    floor("shared", "resource", ["ground"]),
    floor("bot", "ground", []),
    floor("bot", "data", ["ground"]),
    floor("bot", "registry", BOT_GROUND),
    floor("bot", "engine", [...BOT_GROUND, "numbers", "pictures"]),
    floor("bot", "commands", [...BOT_GROUND, "numbers", "pictures", "engine"]),
    floor("bot", "chat", [...BOT_GROUND, "engine", "commands"]),
    floor("bot", "posting", ["ground", "data", "engine", "chat"]),
    {
      name: "words-are-leaves",
      comment: "Words and layouts of a feature are read by refusals, and by every other feature.",
      severity: "error",
      from: { path: VOCABULARY, pathNot: TESTS },
      to: { path: "^shared/src/", pathNot: ["^shared/src/(ground|resource)/", VOCABULARY] },
    },
    {
      name: "refusals-know-words-alone",
      comment: "A declaration says why something was refused, so refusals stand below the features.",
      severity: "error",
      from: { path: "^shared/src/refusals/", pathNot: TESTS },
      to: { path: "^shared/src/", pathNot: ["^shared/src/(ground|resource|refusals)/", VOCABULARY] },
    },
    {
      name: "catalogue-is-the-top",
      comment: "What joins all features (declarations, inputs, exports) is imported by none of them.",
      severity: "error",
      from: { path: "^shared/src/(?!catalogue/)", pathNot: TESTS },
      to: { path: "^shared/src/catalogue/" },
    },
    {
      name: "nothing-of-node-in-a-browser",
      comment: "shared/src/node is for programs and tests under Node.",
      severity: "error",
      from: { path: "^(shared/src|admin|supabase/functions)/", pathNot: [TESTS, NODE_ONLY] },
      to: { path: NODE_ONLY },
    },
    {
      name: "houses-do-not-meet",
      comment: "The database and the words join the houses; no import does.",
      severity: "error",
      from: { path: "^(bot|admin|supabase|e2e)/", pathNot: HOSTED },
      to: { path: "^(bot|admin|supabase|e2e)/", pathNot: ["^$1/", HOSTED, ASKED] },
    },
    {
      name: "tests-alone-ask-the-doubles-of-koomessage-and-mail",
      severity: "error",
      from: { path: "^(bot|admin|supabase)/", pathNot: [TESTS, "^supabase/tests/"] },
      to: { path: ASKED },
    },
    {
      name: "the-double-of-supabase-knows-the-stack-alone",
      severity: "error",
      from: { path: HOSTED },
      to: { path: "^(bot|admin|supabase)/", pathNot: "^supabase/local/" },
    },
    {
      name: "tests-alone-ask-the-double-of-supabase",
      severity: "error",
      from: { pathNot: [HOSTED, TESTS, "^supabase/(tests|bench)/"] },
      to: { path: HOSTED },
    },
    {
      name: "hands-and-stack-do-not-meet",
      comment:
        "Edge functions are deployed without supabase/local. What deploys knows the stack, and the stack knows nothing of it.",
      severity: "error",
      from: { path: "^supabase/(functions|local)/" },
      to: { path: "^supabase/(functions|local|deploy|tests)/", pathNot: "^supabase/$1/" },
    },
    {
      name: "the-worker-shares-the-core",
      comment:
        "What lives longer than a request runs beside the edge functions: it shares _core, and nothing imports it.",
      severity: "error",
      from: { path: "^supabase/worker/" },
      to: { path: "^supabase/", pathNot: "^supabase/(worker|functions/_core)/" },
    },
    {
      name: "nothing-imports-the-worker",
      severity: "error",
      from: { path: "^supabase/(?!worker/|tests/|bench/|soak/)" },
      to: { path: "^supabase/worker/" },
    },
    {
      name: "a-function-is-alone",
      comment: "Each edge function is deployed by itself; what two need is in _core.",
      severity: "error",
      from: { path: "^supabase/functions/([^/]+)/" },
      to: { path: "^supabase/functions/", pathNot: "^supabase/functions/($1|_core)/" },
    },
    {
      name: "bot-features-do-not-meet",
      comment: "What two commands need is a word (shared) or a tool of the bot.",
      severity: "error",
      from: { path: BOT_FEATURES },
      to: { path: "^bot/src/commands/", pathNot: "^bot/src/commands/($1/|[^/]+$)" },
    },
    {
      name: "admin-features-do-not-meet",
      comment: "What two features need is a word (shared), a tool (ui), or a picture of the library.",
      severity: "error",
      from: { path: ADMIN_FEATURES },
      to: { path: ADMIN_FEATURES, pathNot: ["^admin/src/$1/", LIBRARY] },
    },
    {
      name: "ui-has-no-feature-words",
      severity: "error",
      from: { path: "^admin/src/ui/" },
      to: { path: [ADMIN_FEATURES, "^admin/src/contents/"] },
    },
    {
      name: "contents-know-no-editor",
      comment: "What both editors of templates are made of knows the library, and neither of the two.",
      severity: "error",
      from: { path: "^admin/src/contents/" },
      to: { path: ADMIN_FEATURES, pathNot: LIBRARY },
    },
    sdk("slack", "@slack", "bot/src/surfaces/slack"),
    sdk("discord", "discord\\.js|discord-api-types|@discordjs", "bot/src/surfaces/discord"),
    sdk("mcp", "@modelcontextprotocol", "bot/src/surfaces/mcp"),
    sdk("assistant", "openai", "bot/src/assistant"),
    // A benchmark compares the worker with a bare client of the library.
    sdk("smpp", "smpp", "supabase/(worker/smpp|bench/bare)"),
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "nothing-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: "no-borrowed-packages",
      comment: "A package that we import stands in package.json; it is not there by another package's grace.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no-orphans",
      comment: "A module that no door leads to is dead.",
      severity: "error",
      from: { path: DOORS },
      to: { path: "^(shared/src|bot/src|admin/src|supabase|e2e)/", pathNot: DOORS, reachable: false },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    combinedDependencies: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      mainFields: ["module", "main", "types"],
    },
  },
};
