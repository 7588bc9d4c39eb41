import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';

const holders = [
  'com.docker.desktop.extension.icon',
  'com.docker.extension.publisher-url',
  'com.docker.extension.screenshots',
  'com.docker.extension.additional-urls',
];

export const labelUrls = defineRule({
  id: 'label-urls',
  over: 'both',
  what: 'Every URL in a label is an https URL.',
  why: 'The Marketplace page loads icon and screenshots from these URLs. The icon of the label is not the file in metadata.json.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: 'Write the complete URL, including https://.',
  check: ({ labels }) =>
    labels
      .filter(({ name }) => holders.includes(name))
      .flatMap(({ name, value, at }) =>
        addressesIn(value)
          .filter((address) => !address.startsWith('https://') || !URL.canParse(address))
          .map((address) =>
            problem(at, `The label ${name} has ${JSON.stringify(address)} instead of an https URL.`),
          ),
      ),
});

/** What JSON says or, where the label is none, the value itself. An empty one is another rule's. */
function addressesIn(value: string): string[] {
  if (!value.trim().startsWith('[')) return value.trim() === '' ? [] : [value];
  try {
    const items = JSON.parse(value) as { url?: unknown }[];
    return items.map((item) => item?.url).filter((url) => typeof url === 'string');
  } catch {
    return [];
  }
}
