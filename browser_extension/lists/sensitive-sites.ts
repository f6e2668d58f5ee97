// Sites whose visit alone says something that is nobody's business: health, sexuality, faith, politics, unions, money,
// private messages, help in need. Written for this extension by hand, from the classes of Article 9 of the GDPR and
// what people have asked trackers to leave alone; licence as the extension's. It cannot be complete, and errs on the
// side of keeping quiet: the person's own rules add to it.

/** Words that settle it wherever they stand as a word of a host name (`hiv-hilfe.example`, `my.clinic.example`). */
export const SENSITIVE_WORDS: ReadonlySet<string> = new Set(
  [
    "clinic clinics klinik kliniken klinikum clinique clinica hospital hospitals krankenhaus hopital ospedale ziekenhuis",
    "doctor doctors arzt aerzte praxis patient patients patientportal mychart telehealth pharmacy apotheke apotheken",
    "pharmacie farmacia aids hiv std sti cancer krebs krebshilfe oncology abortion schwangerschaftsabbruch fertility",
    "ivf pregnancy schwangerschaft menopause depression suicide suizid anxiety therapy therapist psychotherapie",
    "psychologist psychiatrie rehab addiction suchthilfe alcoholics narcotics gamblers overdose detox health",
    "krankenkasse healthcare medicare medicaid disability bipolar autism adhs adhd dementia epilepsy diabetes",
    "porn porno porntube xxx sex sextoys sexshop escort escorts hentai fetish bdsm camgirls nudes nsfw erotik erotica",
    "swinger dating singles hookup gay lesbian lgbt lgbtq queer trans transgender",
    "church kirche eglise parish pfarrei diocese bistum catholic katholisch evangelisch protestant mosque moschee islam",
    "muslim synagogue jewish torah hindu buddhist sikh scientology bible quran",
    "unions gewerkschaft syndicat sindicato partei democrats republicans socialist communist",
    "bank banks banking onlinebanking sparkasse raiffeisen volksbank banque banco creditunion loans debt schulden",
    "insolvency bankruptcy payday tax taxes steuer elster mortgage",
    "casino casinos poker betting sportsbook wetten lotto lottery",
    "crisis helpline hotline frauenhaus shelter refuge asylum immigration visa domesticviolence abuse rape survivors",
    "jobcenter arbeitsagentur unemployment welfare benefits prison probation lawyer anwalt divorce scheidung",
    "webmail mail messenger",
  ].flatMap((line) => line.split(" ")),
);

/** Beginnings and ends that settle it inside a longer word of a host name (`pornsite`, `stadtsparkasse`). */
export const SENSITIVE_PARTS: readonly string[] = [
  "porn", "xvideo", "hentai", "escort", "sparkasse", "volksbank", "raiffeisenbank", "krankenhaus", "klinikum",
  "apotheke", "gewerkschaft", "psychother", "planned-parenthood", "plannedparenthood", "alcoholicsanonymous",
  "telefonseelsorge", "onlinebanking", "creditunion", "casino",
]; // biome-ignore format: a list is read in rows

/** Registrable domains that no word gives away. */
export const SENSITIVE_DOMAINS: ReadonlySet<string> = new Set(
  [
    // sexuality and dating
    "onlyfans.com fansly.com chaturbate.com stripchat.com xhamster.com xnxx.com redtube.com youjizz.com spankbang.com",
    "bongacams.com livejasmin.com adultfriendfinder.com ashleymadison.com tinder.com grindr.com bumble.com hinge.co",
    "okcupid.com match.com pof.com badoo.com parship.de elitepartner.de lovoo.com planetromeo.com feeld.co jdate.com",
    "joyclub.de literotica.com f95zone.to rule34.xxx",
    // health
    "webmd.com mayoclinic.org nhs.uk drugs.com medlineplus.gov nih.gov cdc.gov netdoktor.de doctolib.de doctolib.fr",
    "jameda.de zocdoc.com teladoc.com betterhelp.com talkspace.com psychologytoday.com 23andme.com ancestry.com",
    "rxlist.com goodrx.com apotheken-umschau.de onmeda.de aerzteblatt.de healthline.com verywellhealth.com patient.info",
    "aok.de tk.de barmer.de dak.de flo.health clue.app plannedparenthood.org aa.org na.org dignitas.ch",
    // help in need
    "samaritans.org rainn.org thehotline.org 988lifeline.org nami.org telefonseelsorge.de weisser-ring.de childline.org.uk",
    "refuge.org.uk thetrevorproject.org dasjugendschutz.de hilfetelefon.de nummergegenkummer.de",
    // faith, politics, unions
    "vatican.va churchofjesuschrist.org jw.org islamicfinder.org chabad.org ewtn.com bistum-trier.de ekd.de",
    "cdu.de csu.de spd.de gruene.de fdp.de afd.de die-linke.de bsw-vg.de gop.com democrats.org labour.org.uk",
    "conservatives.com libdems.org.uk greenparty.org.uk reformparty.uk lfi.fr rassemblementnational.fr verdi.de dgb.de",
    "igmetall.de aflcio.org unison.org.uk cgt.fr actblue.com winred.com",
    // money and the state
    "paypal.com chase.com bankofamerica.com wellsfargo.com citi.com capitalone.com hsbc.com barclays.co.uk lloydsbank.com",
    "monzo.com revolut.com n26.com dkb.de ing.de comdirect.de commerzbank.de deutsche-bank.de postbank.de ubs.com",
    "credit-suisse.com bnpparibas.fr creditagricole.fr santander.com bbva.com klarna.com schufa.de experian.com",
    "equifax.com transunion.com creditkarma.com irs.gov ssa.gov elster.de arbeitsagentur.de coinbase.com binance.com",
    "kraken.com fidelity.com vanguard.com schwab.com robinhood.com traderepublic.com",
    "bet365.com pokerstars.com tipico.de bwin.com draftkings.com fanduel.com betfair.com lotto.de",
    // letters and messages
    "proton.me protonmail.com tutanota.com tuta.com gmx.net gmx.de web.de mail.com fastmail.com whatsapp.com",
    "messenger.com signal.org telegram.org threema.ch wire.com element.io discord.com slack.com",
    // keys to everything else
    "lastpass.com 1password.com bitwarden.com dashlane.com",
  ].flatMap((line) => line.split(" ")),
);

/** Hosts of larger sites that are sensitive while the site is not. */
export const SENSITIVE_HOSTS: ReadonlySet<string> = new Set([
  "mail.google.com",
  "messages.google.com",
  "photos.google.com",
  "drive.google.com",
  "docs.google.com",
  "myaccount.google.com",
  "accounts.google.com",
  "outlook.live.com",
  "outlook.office.com",
  "outlook.office365.com",
  "teams.microsoft.com",
  "login.microsoftonline.com",
  "onedrive.live.com",
  "mail.yahoo.com",
  "icloud.com",
  "www.icloud.com",
]);

/** Endings under which everything is sensitive. */
export const SENSITIVE_ENDINGS: ReadonlySet<string> = new Set([
  "porn", "sex", "xxx", "adult", "sexy", "dating", "singles", "casino", "bet", "poker", "bank", "loan", "mortgage",
  "clinic", "hospital", "doctor", "dentist", "health", "rehab", "church", "bible", "catholic", "islam", "gay", "lgbt",
  "democrat", "republican",
]); // biome-ignore format: a list is read in rows

/** Parts of an address at which people prove who they are. */
export const LOGIN_WORDS: ReadonlySet<string> = new Set(
  (
    "login log-in logon signin sign-in signup sign-up register registration password passwort passwords reset-password " +
    "forgot-password oauth oauth2 authorize sso saml 2fa mfa otp verify-email magic-link anmelden anmeldung einloggen " +
    "registrieren connexion inscription iniciar-sesion accedi inloggen"
  ).split(" "),
);
