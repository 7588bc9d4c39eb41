import type { SignInProblem } from '@ddext-oauth/auth/ui';
import type { Page } from 'playwright-core';
import { muiThemes } from '../../../../packages/simulator/src/ddclient/mui-themes.ts';

/** How `vm.service` of each host rejects. */
export const rejections = {
  "Docker Desktop's ServiceError": { name: 'Error', message: 'Bad Gateway', statusCode: 502 },
  "Docker Desktop's wrapped Error": {
    error: "Error invoking remote method 'acme_app-backend-request': [object Object]",
  },
  "Rancher Desktop's plain object": { statusCode: 500, name: 'Internal Server Error', message: '<html>' },
  "Podman Desktop's Error for 401 and 403": { error: 'Unable to get access' },
  "Podman Desktop's Error with the status text": { error: 'Service Unavailable' },
  'an Error without a text': { error: '' },
  'a text': 'socket hang up',
  nothing: null,
} as const;

export type Rejection = (typeof rejections)[keyof typeof rejections];

/** The values that a host provides to the page. */
export interface PageHost {
  /** The value of `extension.image`. */
  readonly image: string;
  readonly hasThemes: boolean;
}

export const pageHosts = {
  'Docker Desktop': { image: 'acme/app:1.0.0', hasThemes: true },
  'Rancher Desktop': { image: 'acme/app:1.0.0', hasThemes: false },
  'Podman Desktop': { image: '', hasThemes: false },
} as const satisfies Readonly<Record<string, PageHost>>;

/** What the backend of a page does. */
export interface Backend {
  /** How it rejects each call. */
  readonly rejection?: Rejection;
  /** The value of each path, or what it reports. A call of any other path is never answered. */
  readonly answers?: Readonly<
    Record<string, { readonly value: unknown } | { readonly error: SignInProblem }>
  >;
}

/** Defines what the preload script of a host defines, with a scripted backend. */
export async function preload(page: Page, host: PageHost, backend: Backend): Promise<void> {
  const themes = host.hasThemes ? muiThemes : undefined;
  await page.addInitScript(
    ({ image, rejection, answers, themes }) => {
      const none = () => {};
      const reason = () =>
        typeof rejection === 'object' && rejection !== null && 'error' in rejection
          ? new Error(rejection.error)
          : rejection;
      const call = (path: string) => {
        if (!answers) return Promise.reject(reason());
        const answer = answers[path];
        return answer ? Promise.resolve({ ok: 'value' in answer, ...answer }) : new Promise(none);
      };
      const service = { get: call, post: call, put: call, delete: call, head: call, request: call };
      const toast = { success: none, warning: none, error: none };
      const ddClient = {
        host: { openExternal: none },
        desktopUI: { toast, navigate: {} },
        extension: { image, vm: { service } },
      };
      Object.assign(window, { ddClient });
      if (themes) Object.assign(window, { __ddMuiV5Themes: themes, __ddMuiV6Themes: themes });
    },
    { image: host.image, ...backend, themes },
  );
}
