import type { UserManifest } from "wxt";

/** Public half of a throw-away key: it gives the unpacked Chromium build the same id on every machine. */
const CHROMIUM_KEY =
  "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAi7gjZDFv3GZjeSQETHyLUL6y6i/BQJjB4VomBqOPcBh3WO/7JAWiGY0V71i6uYwSKUAb" +
  "uOBCjVLZsc8g0v1D69WEIreOqpg3tJ4zpAVbnB5lsuC3mIsVbXnyOiDdyNBvB6I5vXVxA4KFZK5qqHlzDQU3/h6SUHzb0e2gbVkOMoAH3B+LBGfC" +
  "2mLZVgREFXFZfjnkO3saHRHaSi7uRg3U++iInt2+eqBk3cHcYZFfSFMkE7fSmMc8k8P0crUYpFErPy+7lBHbQ1CLED08DodLrHAubrnLiPBGdlS2" +
  "PHzz4SVGpavDgEJubeSq9rmLgvXA5FtdzJw0B1o1g9feMT4MkQIDAQAB";

const PERMISSIONS = ["alarms", "scripting", "storage", "unlimitedStorage", "webNavigation", "webRequest"] as const;

/** Every permission has its reason in PERMISSIONS.md; a test compares the two. */
export function manifestFor(browser: string): UserManifest {
  return {
    name: "Whyad",
    description: "__MSG_description__",
    default_locale: "en",
    permissions: browser === "firefox" ? [...PERMISSIONS] : [...PERMISSIONS, "sidePanel"],
    host_permissions: ["http://*/*", "https://*/*"],
    incognito: "not_allowed",
    action: { default_title: "Whyad" },
    content_security_policy: {
      extension_pages: "script-src 'self'; object-src 'self'; connect-src 'self' http://127.0.0.1:*",
    },
    ...(browser === "firefox" ? firefoxOnly() : { key: CHROMIUM_KEY, minimum_chrome_version: "120" }),
  };
}

function firefoxOnly(): UserManifest {
  return {
    browser_specific_settings: {
      gecko: {
        id: "whyad@whyad.example",
        // The first whose Android sibling knows data_collection_permissions; before it the store warns.
        strict_min_version: "142.0",
        // Nothing leaves this computer: events go to the person's own service on loopback.
        data_collection_permissions: { required: ["none"] },
      },
    },
  };
}
