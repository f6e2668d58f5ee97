// Wiring: sign in, then fill the page and keep it fresh.
import { showAds, refreshAds } from "./ads.js";
import { forgetKey, getDiet, getHealth, getInfo, isSignedIn, signIn, signOut } from "./api.js";
import { showDiet } from "./diet.js";
import { byId } from "./dom.js";
import { showHealth } from "./health.js";
import { say } from "./notices.js";
import { showReceipts } from "./receipts.js";
import { openShell } from "./shell.js";
import { showTraits } from "./traits.js";
import { day, words } from "./words.js";
import { listenToYourData, showCompanies } from "./your-data.js";

const REFRESH_MS = 10_000; // new ads appear while one looks, without hurry

let isDietPartial = false;

start();

async function start() {
  openShell(() => void (isSignedIn() ? showEverything() : askForCode()));
  byId("sign-in-form").addEventListener("submit", onSignIn);
  byId("sign-out").addEventListener("click", onSignOut);
  listenToYourData();
  document.addEventListener("whyad:changed", () => void showEverything());
  const code = new URLSearchParams(location.hash.slice(1)).get("code");
  if (code) {
    history.replaceState(null, "", location.pathname); // the code is used up; it need not stay in the address
    await tryToSignIn(code);
  }
  if (isSignedIn()) await showEverything();
  else askForCode();
  setInterval(() => void keepFresh(), REFRESH_MS);
}

function askForCode(problem = "") {
  byId("content").hidden = byId("top-end").hidden = true;
  byId("sign-in").hidden = false;
  byId("code-problem").textContent = problem;
  byId("code-problem").hidden = problem === "";
  byId("code").focus();
}

async function onSignIn(event) {
  event.preventDefault();
  if (await tryToSignIn(byId("code").value)) await showEverything();
}

async function tryToSignIn(code) {
  try {
    await signIn(code.trim());
    byId("code").value = "";
    return true;
  } catch (error) {
    askForCode(error.message);
    return false;
  }
}

async function onSignOut() {
  await signOut().catch(() => {}); // signed out here in any case
  askForCode();
}

async function showEverything() {
  try {
    const [info] = await Promise.all([getInfo(), renewDiet(), showAds(), showTraits(), showReceipts(), showCompanies()]);
    byId("sign-in").hidden = true;
    byId("content").hidden = byId("top-end").hidden = false;
    byId("since").textContent = words.page.watchingSince(day(info.observed_since));
    showHealth(await getHealth());
  } catch (error) {
    onFailure(error);
  }
}

async function keepFresh() {
  if (document.hidden || byId("content").hidden) return;
  try {
    const isChanged = await refreshAds();
    if (isChanged || isDietPartial) await renewDiet();
    if (isChanged) await showTraits();
    await showReceipts();
    showHealth(await getHealth());
  } catch (error) {
    onFailure(error);
  }
}

/** Ads that came in while nobody looked are explained by and by; until then the diet is renewed each time. */
async function renewDiet() {
  const diet = await getDiet();
  isDietPartial = diet.waiting > 0;
  showDiet(diet);
}

function onFailure(error) {
  if (error.status === 401) {
    forgetKey();
    askForCode();
  } else if (error.status === undefined) throw error; // a fault of ours: let the console show it
  else {
    showHealth(null);
    say(error.message);
  }
}
