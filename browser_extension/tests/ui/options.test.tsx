import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import { OptionsPage } from "../../ui/options/options-page";
import { Popup } from "../../ui/popup/popup";
import { buttonNamed, click, press, sceneOf, show } from "./render";

async function type(place: HTMLElement, selector: string, text: string): Promise<void> {
  const field = place.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
  if (!field) throw new Error(`no field ${selector}`);
  field.value = text;
  await act(async () => {
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

test("a pairing code is sent without the spaces around it, and the result is said", async () => {
  const extension = sceneOf("unpaired");
  const place = await show(<OptionsPage />, extension);

  await type(place, "#pairing-code", " 4821-7730 ");
  await press(place.querySelector("#pair"));

  expect(extension.asked).toContainEqual({ type: "options.pair", request: { code: "4821-7730" } });
  expect(place.querySelector("#pair-result")?.textContent).toContain("Connected");
});

test("a code that is refused is told with what to do", async () => {
  const extension = sceneOf("unpaired");
  const ask = extension.ask;
  const place = await show(<OptionsPage />, extension);
  extension.ask = async (kind, request) =>
    kind === "options.pair"
      ? { ok: false, problem: { code: "wrong_code" } }
      : ask(kind, request);

  await press(place.querySelector("#pair"));

  expect(place.querySelector("#pair-result")?.textContent).toBe(
    "This code does not work. It is wrong, used or older than two minutes. “whyad pair” shows a new one.",
  );
  expect(place.querySelector("#pair-result")?.getAttribute("data-ok")).toBe("false");
});

test("a browser that the service no longer accepts can be given a new code without being disconnected", async () => {
  const extension = sceneOf("token_refused");
  const place = await show(<OptionsPage />, extension);
  expect(place.textContent).toContain("what was noted meanwhile is kept and will be sent");

  await type(place, "#pairing-code", "4821-7730");
  await press(place.querySelector("#pair"));

  expect(extension.asked.map(({ type }) => type)).toContain("options.pair");
  expect(extension.asked.map(({ type }) => type)).not.toContain("options.unpair");
});

test("what disconnecting did is said also after the browser was connected on this page", async () => {
  const place = await show(<OptionsPage />, sceneOf("token_refused"));

  await press(place.querySelector("#pair"));
  await press(place.querySelector("#unpair"));

  expect(place.querySelector("#pair-result")?.textContent).toContain("Nothing more is recorded");
});

test("a browser that is not connected says that it records nothing", async () => {
  const place = await show(<OptionsPage />, sceneOf("unpaired"));

  expect(place.textContent).toContain("Not connected, so nothing is recorded.");
  expect((await show(<Popup />, sceneOf("unpaired"))).textContent).toContain("Nothing is noted until");
});

test("extra lists are saved as typed and counted", async () => {
  const extension = sceneOf("paired");
  const place = await show(<OptionsPage />, extension);

  await type(place, "#tracker-rules", "||ads.example^\n||pixel.example^");
  await type(place, "#tracker-companies", "ads.example = Example Ads");
  await press(place.querySelector("#save-lists"));

  expect(extension.asked).toContainEqual({
    type: "options.set_tracker_lists",
    request: { rules: "||ads.example^\n||pixel.example^", companies: "ads.example = Example Ads" },
  });
  expect(place.querySelector("#lists-result")?.textContent).toBe("Saved: 2 rules, 1 company name in use.");
});

test("an address beyond this computer is refused before it is sent", async () => {
  const extension = sceneOf("paired");
  const place = await show(<OptionsPage />, extension);

  await type(place, "#service-url", "http://192.168.1.7:7391");
  await click(place.querySelector("#service-url")?.closest("form") as HTMLElement, "Save");

  expect(extension.asked.map(({ type }) => type)).not.toContain("options.set_service_url");
  expect(place.querySelector("#service-url-result")?.textContent).toContain("an address of this computer");
});

test("a paused site can be resumed and another one paused", async () => {
  const extension = sceneOf("paired");
  const place = await show(<OptionsPage />, extension);

  await click(place, "Resume");
  expect(extension.asked).toContainEqual({
    type: "options.set_paused_sites",
    request: { domains: ["clinic.example"] },
  });

  await type(place, "#paused-site", "News.Example");
  await click(place.querySelector("#paused-site")?.closest("form") as HTMLElement, "Pause");
  expect(extension.asked).toContainEqual({
    type: "options.set_paused_sites",
    request: { domains: ["bank.example", "clinic.example", "news.example"] },
  });
});

test("settings are saved whole, with an empty place as none", async () => {
  const extension = sceneOf("paired");
  const place = await show(<OptionsPage />, extension);

  await type(place, "#place", "Leipzig");
  await type(place, "#place", "  ");
  await press(place.querySelector("#show-sensitive"));
  await press(place.querySelector("#save-settings"));

  expect(extension.asked).toContainEqual({
    type: "options.set_settings",
    request: { retention_days: 365, show_sensitive: true, use_stated_evidence: true, place: null },
  });
});

test("the service's settings wait until this browser is connected", async () => {
  const place = await show(<OptionsPage />, sceneOf("unpaired"));

  expect(place.querySelector("#retention-days")).toBeNull();
  expect(place.textContent).toContain("Connect this browser to change these.");
});

test("the popup lists the first ads and opens the panel", async () => {
  const extension = sceneOf("ads");
  let opened = 0;
  extension.openPanel = () => {
    opened += 1;
  };
  const place = await show(<Popup />, extension);
  buttonNamed(place, "Open the panel").click();

  expect(place.querySelectorAll(".popup__ads li")).toHaveLength(4);
  expect(place.textContent).toContain("and 1 more in the panel");
  expect(opened).toBe(1);
});

test("rules of what is left out are saved line by line", async () => {
  const extension = sceneOf("recording");
  const place = await show(<OptionsPage />, extension);

  await type(place, "#sensitive-rules", "forum.example\nknitting");
  await press(place.querySelector("#save-sensitive"));

  const request = { skip: true, rules: ["forum.example", "knitting"] };
  expect(extension.asked).toContainEqual({ type: "options.set_sensitive", request });
});

test("an address is told to the extension alone and leaves the field", async () => {
  const extension = sceneOf("recording");
  const place = await show(<OptionsPage />, extension);

  await type(place, "#own-address", "ann@mail.example");
  await press(place.querySelector("#add-address"));

  expect(extension.asked).toContainEqual({ type: "options.add_address", request: { text: "ann@mail.example" } });
  expect(place.querySelector<HTMLInputElement>("#own-address")?.value).toBe("");
});
