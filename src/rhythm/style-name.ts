/** How a style is named wherever it is: in a corpus, on a model's card and in the name of a file. */
export const STYLE_NAME = /^[a-z][a-z0-9-]*$/;
