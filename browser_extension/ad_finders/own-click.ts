/** Addresses by which sites count clicks on the ads they sell themselves. */
export const OWN_CLICK = new RegExp(
  "/(aclk|aclick|adclick|ad_click|adclicks|sspa/click|clickthrough|adredir)(\\.\\w+)?([/?#]|$)|" +
    "[?&](adurl|ad_domain|ad_provider|clickenc)=",
  "i",
);
