import { problem } from '../sources/problem.ts';
import { knownValues } from './labels.ts';
import { defineRule, partly } from './rule.ts';

const holders = [
  'com.docker.desktop.extension.icon',
  'com.docker.extension.publisher-url',
  'com.docker.extension.screenshots',
  'com.docker.extension.additional-urls',
];

export const labelUrls = defineRule({
  id: 'label-urls',
  severity: 'warning',
  over: 'both',
  needs: ['dockerfile'],
  what: 'Every URL in a label is an https URL.',
  why: 'The Marketplace page loads icon and screenshots from these URLs. The icon of the label is not the file in metadata.json.',
  source: 'https://docs.docker.com/extensions/extensions-sdk/extensions/labels/',
  fix: 'Write the complete URL, including https://.',
  check: (extension) => {
    const { known, unknown } = knownValues(extension);
    const problems = known
      .filter(({ name, written }) => holders.includes(name) && !written?.unset.length)
      .flatMap(({ name, value, at }) =>
        addressesIn(value)
          .filter((address) => !isAllowed(name, address))
          .map((address) =>
            problem(at, `The label ${name} has ${JSON.stringify(address)} instead of an https URL.`),
          ),
      );
    return partly(
      problems,
      unknown.filter((reason) => holders.some((name) => reason.includes(name))),
    );
  },
});

/** An additional URL may also be a mailto URL. */
function isAllowed(name: string, address: string): boolean {
  if (name === 'com.docker.extension.additional-urls' && address.startsWith('mailto:')) return true;
  return address.startsWith('https://') && URL.canParse(address);
}

/** The URLs in the JSON, or the value itself if it is not JSON. `label-empty` reports an empty value. */
function addressesIn(value: string): string[] {
  if (!value.trim().startsWith('[')) return value.trim() === '' ? [] : [value];
  try {
    const items = JSON.parse(value) as { url?: unknown }[];
    return items.map((item) => item?.url).filter((url) => typeof url === 'string');
  } catch {
    return [];
  }
}
