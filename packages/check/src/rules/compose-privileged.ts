import { problem } from '../sources/problem.ts';
import { defineRule } from './rule.ts';
import { type Service, servicesOf } from './services.ts';

const isSet: Readonly<Record<string, (value: unknown) => boolean>> = {
  privileged: (value) => value === true,
  pid: (value) => value === 'host',
  ipc: (value) => value === 'host',
  cap_add: (value) =>
    Array.isArray(value) && value.some((each) => /^(CAP_)?(ALL|SYS_ADMIN)$/i.test(String(each))),
};

export const composePrivileged = defineRule({
  id: 'compose-privileged',
  severity: 'warning',
  over: 'both',
  needs: ['compose'],
  what: 'No service is privileged or shares the process namespace of its host.',
  why: 'An attacker in the container that holds the tokens would control the virtual machine and every container in it.',
  source: 'https://docs.docker.com/reference/compose-file/services/#privileged',
  fix: 'Remove the setting. Sign-in does not need it.',
  check: ({ compose }) => servicesOf(compose).flatMap(settingsOf),
});

function settingsOf({ name, settings, place }: Service) {
  return Object.entries(isSet)
    .filter(([key, privileged]) => privileged(settings[key]))
    .map(([key]) =>
      problem(place(key), `The service ${name} sets ${key}: ${JSON.stringify(settings[key])}.`),
    );
}
