// Driven by the test, which runs ../vectors.js in here.
chrome.runtime.onInstalled.addListener(() => undefined);
