// What html-validate asks of every page. Each rule of its recommended set that is off has its reason.
export const HTML = {
  extends: ['html-validate:recommended'],
  rules: {
    // How text is written; `/` and quotes are escaped by number, which says the same.
    'character-references/whitespace': 'off',
    'no-trailing-whitespace': 'off',
    // What is typed filters at once; nothing is sent.
    'wcag/h32': 'off',
    // Telephone numbers of texts are the author's.
    'tel-non-breaking': 'off',
    // Names and titles are the author's and may be long.
    'long-title': 'off',
    'doctype-style': ['error', { style: 'lowercase' }],
    // A box that scrolls is named and focusable, for keyboards; it is no section of the outline.
    'prefer-native-element': ['error', { exclude: ['region'] }],
    // Widths of a map follow from its steps, and the policy allows no style attribute.
    'no-deprecated-attr': 'off',
    // Lists have a name where the one of their section says too little.
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    // `role="list"` and the like are asked for where a style takes the meaning away.
    'no-redundant-role': 'off',
    // Ids are those of the program: a step may be named `2-pay`. HTML allows it, and so do links.
    'valid-id': ['error', { relaxed: true }],
  },
};
