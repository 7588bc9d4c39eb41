import { describe, expect, test } from '@jest/globals';
import { parseModule } from '../../merge/syntax.ts';
import { resolveAddOptions } from '../options.ts';
import { withLineInBody } from './html.ts';
import { withWrapper } from './react-entry.ts';
import { signInComponent } from './sign-in-component.ts';

describe('the module that renders a page', () => {
  test('with ReactDOM.render of React 17 wraps the component of the author', () => {
    const given = `import React from "react";
import ReactDOM from "react-dom";
import CssBaseline from "@mui/material/CssBaseline";
import { DockerMuiThemeProvider } from "@docker/docker-mui-theme";

import { App } from './App';

ReactDOM.render(
  <React.StrictMode>
    {/* the theme */}
    <DockerMuiThemeProvider>
      <CssBaseline />
      <App />
    </DockerMuiThemeProvider>
  </React.StrictMode>,
  document.getElementById("root")
);
`;
    expect(withWrapper('ui/src/index.tsx', given, 'SignIn')).toBe(
      given
        .replace("from './App';\n", `from './App';\nimport { SignIn } from "./SignIn";\n`)
        .replace('<App />', '<SignIn><App /></SignIn>'),
    );
  });

  test('with createRoot, without semicolons and with CRLF, keeps its style', () => {
    const given =
      "import App from './App'\r\nimport { createRoot } from 'react-dom/client'\r\ncreateRoot(document.body).render(<App a={1}><b /></App>)\r\n";
    expect(withWrapper('main.jsx', given, 'SignIn')).toBe(
      "import App from './App'\r\nimport { createRoot } from 'react-dom/client'\r\nimport { SignIn } from './SignIn'\r\ncreateRoot(document.body).render(<SignIn><App a={1}><b /></App></SignIn>)\r\n",
    );
  });

  test('that renders several components of the author wraps App', () => {
    const given =
      "import { App } from './App';\nimport { Theme } from './Theme';\nroot.render(<Theme><App /></Theme>);\n";
    expect(withWrapper('main.tsx', given, 'SignIn')).toContain('<Theme><SignIn><App /></SignIn></Theme>');
  });

  test('that renders a component of a package only wraps that', () => {
    const given =
      "import { RouterProvider } from 'react-router-dom';\nroot.render(<React.StrictMode><Theme><RouterProvider router={a} /></Theme></React.StrictMode>);\n";
    expect(withWrapper('main.tsx', given, 'SignIn')).toContain(
      '<Theme><SignIn><RouterProvider router={a} /></SignIn></Theme>',
    );
  });

  test.each([
    ['several components of packages', "import { A, B } from 'a';\nrender(<><A /><B /></>);\n"],
    [
      'no component of the author',
      "import { createRoot } from 'react-dom/client';\ncreateRoot(x).render(<div />);\n",
    ],
    ['two without the name App', "import { A, B } from './a';\nrender(<A><B /></A>);\n"],
    ['a syntax error', "import { A } from './a';\nrender(<A>);\n"],
  ])('that renders %s is left to the author', (_title, given) => {
    expect(withWrapper('main.tsx', given, 'SignIn')).toBeUndefined();
  });
});

test.each([true, false])('the component for TypeScript: %s is valid code', (isTypeScript) => {
  const extension = { image: 'acme/things', title: 'Things' };
  const options = resolveAddOptions({ provider: ['github'], prefix: '/x' }, extension, () => false);
  const style = { name: 'SignIn', isTypeScript, needsReact: true, options };
  const text = signInComponent(style);
  expect(() => parseModule('SignIn.tsx', text)).not.toThrow();
  expect(text).toContain('prefix="/x"');
  expect(text.includes('ReactNode')).toBe(isTypeScript);
});

describe('the body of a page', () => {
  test('gets a line at its start, in its indentation', () => {
    expect(withLineInBody('<!-- <body> -->\n<body class="a">\n    <p>\n</body>\n', '<x></x>')).toBe(
      '<!-- <body> -->\n<body class="a">\n    <x></x>\n    <p>\n</body>\n',
    );
    expect(withLineInBody('<body><p></body>', '<x></x>')).toBe('<body>\n<x></x>\n<p></body>');
    expect(withLineInBody('<body class="a>b"><p>', '<x></x>')).toBe('<body class="a>b">\n<x></x>\n<p>');
    expect(withLineInBody('<p>', '<x></x>')).toBeUndefined();
  });
});
