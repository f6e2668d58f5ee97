/** Date of the shipped filter lists, shown in the options. */
export const LISTS_DATE = "2025-10-31";
