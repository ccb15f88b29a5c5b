/** Words are English for now, and figures and times go with them: `9,272`, `14:32`, `24 Nov`. The one place to change with the language. */
export const LOCALE = 'en-GB';
