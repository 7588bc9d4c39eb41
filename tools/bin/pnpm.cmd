@node "%~dp0..\..\node_modules\pnpm\bin\pnpm.cjs" %*
