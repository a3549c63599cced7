// The form of a style's name: the same in a corpus, on a model's card and in the name of a file. Corpus
// records, cards, training's table of styles and scripts/compare are checked against it.

export const STYLE_NAME = /^[a-z][a-z0-9-]*$/;
