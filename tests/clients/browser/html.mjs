// Pages are valid HTML.
import fs from 'node:fs';
import { client } from './browser.mjs';
import { HTML } from './rules.mjs';

let validator;
/// What is wrong with the HTML of a page.
export function wrongs(text, name) {
  const { HtmlValidate, StaticConfigLoader } = client('html-validate');
  validator ??= new HtmlValidate(new StaticConfigLoader([], HTML));
  const report = validator.validateStringSync(text, name);
  return report.results.flatMap((result) => result.messages)
    .filter((message) => message.severity === 2)
    .map((message) => `${name}:${message.line}:${message.column}: ${message.ruleId}: ${message.message}`);
}

export function every(pages) {
  const problems = pages.flatMap((page) => wrongs(fs.readFileSync(page.file, 'utf8'), page.name));
  return { problems, told: `${pages.length} pages` };
}
