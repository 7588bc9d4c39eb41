import { extname } from 'node:path';
import type { RequestHandler } from 'express';
import type { Extension } from '../extension/read-extension.ts';

/** Shown if the icon is missing. */
const plainIcon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="#54627a"/></svg>';

/** A file of another kind, such as a page, must not open in the origin of the dashboard. */
const kinds = new Set(['.svg', '.png', '.jpg', '.jpeg', '.gif', '.webp', '.avif', '.ico']);

/** Sends the icon of the extension. */
export function extensionIcon({ icon }: Extension): RequestHandler {
  return (_request, response) => {
    if (icon === undefined || !kinds.has(extname(icon).toLowerCase())) response.type('svg').send(plainIcon);
    else response.sendFile(icon, { dotfiles: 'allow' });
  };
}
