// Builds static/scp/ from src/ and the packages of package-lock.json.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "static", "scp");

// Crown and crest belong to GOV.UK alone. A rule that names a file would also send the browser,
// and the manifest of static files, to images we do not carry.
const NOT_OURS = /crown|copyright-logo|crest|url\(/;

function withoutRulesNotOurs(css) {
  const kept = css.replace(/[^{}]+\{[^{}]*\}/g, (rule) => (NOT_OURS.test(rule) ? "" : rule));
  return kept.replace(/@(?:media|supports)[^{}]*\{\s*\}/g, "");
}

function packageOf(name) {
  const { version, license } = JSON.parse(
    readFileSync(join(here, "node_modules", name, "package.json"), "utf8"),
  );
  return { package: name, version, licence: license };
}

const govuk = packageOf("govuk-frontend");
const moj = packageOf("@ministryofjustice/frontend");
const own = { package: "scp-tracker" };
const govukScript = `govuk-frontend-${govuk.version}.min.js`;

const { css } = compile(join(here, "src", "application.scss"), {
  loadPaths: [here],
  charset: false, // the server names the encoding; a byte-order mark is one more thing to trip over
  quietDeps: true,
  style: "compressed",
});
const script = readFileSync(
  join(here, "node_modules", "govuk-frontend", "dist", "govuk", "govuk-frontend.min.js"),
  "utf8",
);

const assets = {
  "application.css": { text: withoutRulesNotOurs(css), from: [govuk, moj, own] },
  "application.js": {
    text: read("application.js").replace("VERSION", govuk.version),
    from: [own],
  },
  "choosing.js": { text: read("choosing.js"), from: [own] },
  "copying.js": { text: read("copying.js"), from: [own] },
  "draft.js": { text: read("draft.js"), from: [own] },
  "reveal.js": { text: read("reveal.js"), from: [own] },
  "session.js": { text: read("session.js"), from: [own] },
  "timing.js": { text: read("timing.js"), from: [own] },
  "favicon.svg": { text: read("favicon.svg"), from: [own] },
  [govukScript]: { text: script.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n"), from: [govuk] },
  "LICENCE-govuk-frontend.txt": { text: licence("govuk-frontend"), from: [govuk] },
  "LICENCE-moj-frontend.txt": { text: licence("moj-frontend"), from: [moj] },
};

function read(name) {
  return readFileSync(join(here, "src", name), "utf8");
}

function licence(name) {
  return readFileSync(join(here, "licences", `${name}.txt`), "utf8");
}

// GOV.UK's own examples of what its components print, to hold our templates to.
const EXAMPLES = {
  input: ["default", "with hint text", "with error message", "with error and hint", "classes", "value",
    "attributes", "hint with describedBy", "inputmode", "with autocomplete attribute", "disabled"],
  textarea: ["default", "with hint", "with error message", "with default value", "with custom rows", "classes",
    "with hint, error message and described by", "with autocomplete attribute"],
  "character-count": ["default", "with hint", "with hint and error", "with default value", "with custom rows"],
  select: ["with hint text and error message", "hint", "error", "id"],
  radios: ["default", "with hint", "inline", "with fieldset and error message", "with hint and error message",
    "with hints on parent and items", "small with long text"],
  checkboxes: ["default", "with hint", "with error message",
    "with error message and hint", "small with long text"],
  "password-input": ["default", "with hint text", "with error message", "classes", "with new-password autocomplete"],
  "file-upload": ["default", "with hint text", "with error message and hint", "attributes", "classes"],
};
const examples = Object.entries(EXAMPLES).flatMap(([component, names]) => {
  const path = join(here, "node_modules/govuk-frontend/dist/govuk/components", component, "fixtures.json");
  const { fixtures } = JSON.parse(readFileSync(path, "utf8"));
  return names.map((name) => {
    const { options, html } = fixtures.find((fixture) => fixture.name === name);
    return { component, name, options, html };
  });
});
writeFileSync(
  join(here, "..", "tests", "govuk", "examples.json"),
  `${JSON.stringify({ ...govuk, examples }, null, 2)}\n`,
);

mkdirSync(out, { recursive: true });
for (const name of readdirSync(out)) {
  rmSync(join(out, name));
}
const versions = Object.entries(assets).map(([file, { text, from }]) => {
  writeFileSync(join(out, file), text);
  return { file, sha256: createHash("sha256").update(text).digest("hex"), from };
});
writeFileSync(join(out, "VERSIONS.json"), `${JSON.stringify(versions, null, 2)}\n`);
