// Sites whose frames and links are everywhere and are no ads: players, maps, posts, and the places where a site has its
// own channel.

/** Registrable names (last two labels) where a site shows itself: a picture that leads there is no ad. */
export const OWN_CHANNELS: ReadonlySet<string> = new Set([
  "facebook.com",
  "instagram.com",
  "twitter.com",
  "x.com",
  "t.me",
  "telegram.me",
  "youtube.com",
  "youtu.be",
  "whatsapp.com",
  "wa.me",
  "linkedin.com",
  "pinterest.com",
  "tiktok.com",
  "threads.net",
  "bsky.app",
  "reddit.com",
  "vk.com",
  "ok.ru",
  "discord.gg",
  "discord.com",
  "twitch.tv",
  "spotify.com",
  "apple.com",
  "google.com",
  "patreon.com",
  "trustpilot.com",
  "wikipedia.org",
]);

/** Players that speak to ad hosts of their own company although they show a film. */
export const EMBED_SITES: ReadonlySet<string> = new Set([
  "youtube.com",
  "youtube-nocookie.com",
  "vimeo.com",
  "dailymotion.com",
  "spotify.com",
  "soundcloud.com",
  "twitter.com",
  "x.com",
  "facebook.com",
  "instagram.com",
  "tiktok.com",
  "google.com",
  "disqus.com",
  "twitch.tv",
]);
