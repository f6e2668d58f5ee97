import { expect, test } from "vitest";
import { traitChanges, withEffect } from "../../ui/panel/control-effect";
import { EXAMPLE, TRAITS } from "../../ui/preview/scenes";
import { wordsOf } from "../../ui/strings/languages";
import { sceneOf } from "./render";

const EN = wordsOf("en");
const [CAMPING, RUNNING] = TRAITS as [(typeof TRAITS)[0], (typeof TRAITS)[0]];

test("a trait that is weaker afterwards is said with both its levels", () => {
  const changes = traitChanges([CAMPING, RUNNING], [{ ...CAMPING, level: "weak" }, RUNNING], EN);

  expect(changes).toEqual(["“\u2068Camping\u2069” goes from strong to weak."]);
});

test("a trait that is gone is said to be gone, and many changes are counted", () => {
  const four = ["a", "b", "c", "d", "e"].map((id) => ({ ...CAMPING, id, label: id }));

  expect(traitChanges([CAMPING], [], EN)).toEqual(["“\u2068Camping\u2069” is gone."]);
  expect(traitChanges(four, [], EN).at(-1)).toBe("2 other traits change too.");
});

test("where nothing changed, that is said", () => {
  expect(traitChanges(TRAITS, TRAITS, EN)).toEqual(["Your traits stay as they were."]);
});

test("what a control did to this ad is read again and not promised", async () => {
  let isForgotten = false;
  const scene = sceneOf("ads", {
    "panel.traits": () => ({ traits: isForgotten ? [RUNNING] : [CAMPING, RUNNING], observed_since: "" }),
    "panel.explanation": () => ({ ...EXAMPLE, lift: { ...EXAMPLE.lift, log_odds: isForgotten ? 0 : 1.61 } }),
  });

  const { effect } = await withEffect({ extension: scene, strings: EN, explanation: EXAMPLE }, async () => {
    isForgotten = true;
    return { ok: true, value: undefined };
  });

  expect(effect).toBe("“\u2068Camping\u2069” is gone. For you this ad now counts as ×1 as likely, not ×5.");
});

test("a control that failed has no effect to tell", async () => {
  const problem = { code: "busy" } as const;
  const { effect } = await withEffect({ extension: sceneOf("ads"), strings: EN }, async () => ({ ok: false, problem }));

  expect(effect).toBe("");
});
