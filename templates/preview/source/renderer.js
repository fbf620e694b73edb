// The renderer of SurveyJS with the words of the languages that Senda speaks; English is its own.
import { Model } from 'survey-core';
import 'survey-core/i18n/spanish';
import dark from 'survey-core/themes/default-dark';
import light from 'survey-core/themes/default-light';
import { Survey } from 'survey-react-ui';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

window.sendaSurvey = {
  themes: { dark, light },
  /** Draws a survey into an element, and gives its model. */
  show(document, place) {
    const survey = new Model(document);
    createRoot(place).render(createElement(Survey, { model: survey }));
    return survey;
  },
};
