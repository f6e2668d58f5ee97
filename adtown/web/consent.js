// The town's consent manager. Its person once answered every banner alike, and the answer goes along with each auction.

/**
 * A consent string of the Transparency and Consent Framework 2.2, made by the framework's reference library: yes to
 * purposes 1, 2 and 7 (ids on the device, limited data to choose ads, measuring ads) and to three companies of the real
 * list. The town's companies are on no list, so nobody here may name them from it.
 */
const CONSENT = "CQdWToAQdWToAAfABAENBkFgAMIAAAAAAAYgAZQAwAFAAgABkAAAAAAA.YAAAAAAAAAAA";

/** Answer what pages ask a consent manager, at once: the choice was made before. */
export function installConsentManager(page) {
  const answer = { tcString: CONSENT, gdprApplies: true, cmpStatus: "loaded", eventStatus: "tcloaded", listenerId: 1 };
  page.__tcfapi = (_command, _version, done) => done(answer, true);
}
