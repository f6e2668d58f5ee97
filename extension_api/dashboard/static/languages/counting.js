/** How a language counts things: "1 visit", "1,204 visits". */
export const counterOf = (language) => (n, one, many) => `${n.toLocaleString(language)} ${n === 1 ? one : many}`;
