import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { manifestFor } from "../manifest";

interface Manifest {
  permissions: string[];
  host_permissions: string[];
  incognito: string;
  content_security_policy?: { extension_pages: string };
  externally_connectable?: unknown;
  web_accessible_resources?: unknown;
}

const ROOT = resolve(import.meta.dirname, "..");
const BROWSERS = [
  ["chrome", "chromium"],
  ["firefox", "firefox"],
] as const;

/** Permissions of PERMISSIONS.md that hold for a browser. */
function documented(name: string): string[] {
  const rows = readFileSync(resolve(ROOT, "PERMISSIONS.md"), "utf8").matchAll(
    /^\| `([^`]+)` \| (\w+) \| (.{20,}) \|$/gm,
  );
  return [...rows]
    .filter(([, , browsers]) => browsers === "both" || browsers === name)
    .map(([, permission]) => permission ?? "")
    .sort();
}

function builtManifest(target: string): Manifest | null {
  const file = resolve(ROOT, `.output/${target}-mv3/manifest.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Manifest) : null;
}

const permissionsOf = (manifest: Manifest) => [...manifest.permissions, ...manifest.host_permissions].sort();

test.each(BROWSERS)("every permission of the %s manifest has its reason", (target, name) => {
  expect(permissionsOf(manifestFor(target) as Manifest)).toEqual(documented(name));
});

test.each(BROWSERS)("the built %s manifest asks for nothing more, and opens no door to pages", (target, name) => {
  const manifest = builtManifest(target);
  if (!manifest) return; // not built here; `make test` builds both first
  expect(permissionsOf(manifest)).toEqual(documented(name));
  expect(manifest.incognito).toBe("not_allowed");
  expect([manifest.externally_connectable, manifest.web_accessible_resources]).toEqual([undefined, undefined]);
  expect(manifest.content_security_policy?.extension_pages).toBe(
    "script-src 'self'; object-src 'self'; connect-src 'self' http://127.0.0.1:*",
  );
});
