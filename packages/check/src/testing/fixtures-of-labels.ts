import { requiredLabels } from '../rules/labels.ts';
import { type Fixture, inDockerfile } from './fixture.ts';

const label = (name: string, value: string) => `LABEL com.docker.extension.${name}=${value}`;
const apiVersion = (value: string) => `LABEL com.docker.desktop.extension.api.version="${value}"`;
const every = requiredLabels.map((name) => `LABEL ${name}="a"`);

export const labelFixtures: Readonly<Record<string, Fixture>> = {
  'label-required': inDockerfile(every.join('\n'), every.slice(1).join('\n'), 1),
  'label-empty': inDockerfile(label('changelog', '"a"'), label('changelog', '" "'), 2),
  'label-unknown': inDockerfile('LABEL org.example="a"', label('screenshot', '"a"'), 2),
  'label-escaping': inDockerfile(
    `ARG VERSION\n${label('changelog', String.raw`"\"a\" \$b $VERSION"`)}`,
    `LABEL a=b \\\n  com.docker.extension.changelog=[{"a":1}] \\\n  com.docker.extension.categories="$b"`,
    3,
    4,
  ),
  'label-json': inDockerfile(
    label('screenshots', `'[{"alt":"a","url":"b"}]'`),
    label('additional-urls', `'[{"title":"a","href":"b"}]'`),
    2,
  ),
  'label-urls': inDockerfile(
    label('publisher-url', 'https://example.com'),
    `${label('publisher-url', 'example.com')}\n${label('screenshots', `'[{"alt":"a","url":"http://a.example"}]'`)}`,
    2,
    3,
  ),
  'label-categories': inDockerfile(
    label('categories', '"security, volumes"'),
    label('categories', '"security,Volumes"'),
    2,
  ),
  'label-account-info': {
    passing: { files: signingIn(label('account-info', 'required')) },
    failing: { files: signingIn(label('account-info', '""')) },
    places: ['Dockerfile:2'],
  },
  'api-version-range': inDockerfile(apiVersion('>=0.2.x <1.0 || ^1.0'), apiVersion('0.3.4'), 2),
  'api-version-strategy': {
    passing: { files: { Dockerfile: `FROM a\n${apiVersion('> 0.3.3')}\n`, ...tab() } },
    failing: { files: { Dockerfile: `FROM a\n${apiVersion('>= 0.3.3')}\n`, ...tab() } },
    places: ['Dockerfile:2'],
  },
};

function signingIn(dockerfile: string) {
  return {
    Dockerfile: `FROM a\n${dockerfile}\n`,
    'ui/app.js': "fetch('/', { headers: { Authorization: 'Bearer ' + token } });\n",
  };
}

function tab() {
  return { 'auth/src/extension.ts': "export const extension = { strategy: 'extension-tab' };" };
}
