import type { KeyReference } from '../key-reference.ts';

export const reference: KeyReference = {
  steps: [
    'Click "New integration", enter a name, and choose the workspace and the type Internal.',
    'Choose the capabilities, and copy the Internal Integration Secret.',
    'In Notion, open each page that the extension may use, and add the integration under Connections.',
  ],
  quirks: [
    'The owner is a bot of the workspace, not a user.',
    'The integration sees only the pages that it was connected to; others are 404.',
  ],
  unknown: ['Whether the length of a secret is fixed.'],
  evidence: [
    {
      source: 'https://developers.notion.com/reference/authentication',
      grade: 'vendor',
      facts: ['header', 'apiHosts'],
    },
    {
      source: 'https://developers.notion.com/reference/authorization',
      grade: 'vendor',
      facts: ['console', 'scopes', 'quirks'],
    },
    {
      source: 'trufflesecurity/trufflehog@0029904 pkg/detectors/notion/notion.go',
      grade: 'preset',
      facts: ['header', 'format'],
    },
    {
      source: 'https://github.com/ramnes/notion-sdk-py/issues/257',
      grade: 'report',
      facts: ['verification'],
    },
    {
      source: 'https://docs.airbyte.com/ai-agents/connectors/notion/AUTH',
      grade: 'report',
      facts: ['format'],
    },
    {
      source: 'https://docs.n8n.io/integrations/builtin/credentials/notion/',
      grade: 'report',
      facts: ['steps'],
    },
  ],
};
