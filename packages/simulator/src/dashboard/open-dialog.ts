import type { OpenDialog } from '../events/open-dialog.ts';
import { tokenHeader } from '../http/token.ts';
import { element } from './element.ts';

export interface OpenDialogView {
  readonly root: HTMLElement;
  /** Shows a dialog, or closes it. */
  show(dialog: OpenDialog | null): void;
}

const labels = { file: 'Path of the file', folder: 'Path of the folder', both: 'Path of the file or folder' };

function labelOf(properties: readonly string[]): string {
  if (!properties.includes('openDirectory')) return labels.file;
  return properties.includes('openFile') ? labels.both : labels.folder;
}

/** The file dialog of the extension: a field for the path, or for several paths, one in each line. */
export function createOpenDialog(token: string): OpenDialogView {
  const root = element('dialog', { class: 'open-dialog', 'aria-labelledby': 'open-dialog-title' });

  async function answer(id: string, paths: readonly string[]): Promise<string> {
    const response = await fetch(`/dialog?${new URLSearchParams({ id })}`, {
      method: 'POST',
      headers: { [tokenHeader]: token, 'content-type': 'application/json' },
      body: JSON.stringify({ paths }),
    });
    return response.text();
  }

  function fill({ id, options }: OpenDialog): void {
    const { title, message, defaultPath = '', buttonLabel, properties = [] } = options;
    const several = properties.includes('multiSelections');
    const field = several
      ? element('textarea', { rows: '4', spellcheck: 'false' }, [defaultPath])
      : element('input', { type: 'text', value: defaultPath, spellcheck: 'false', autocomplete: 'off' });
    field.required = true;
    const problem = element('p', { role: 'alert' });
    const cancel = element('button', { type: 'button', class: 'secondary' }, ['Cancel']);
    const form = element('form', {}, [
      element('h2', { id: 'open-dialog-title' }, [title ?? 'Open']),
      element('p', {}, [message ?? 'The extension asks for a path on this machine.']),
      element('label', {}, [`${labelOf(properties)}${several ? ', one in each line' : ''}`, field]),
      problem,
      element('div', { class: 'buttons' }, [
        cancel,
        element('button', { type: 'submit', class: 'primary' }, [buttonLabel ?? 'Open']),
      ]),
    ]);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const paths = field.value.split('\n').map((line) => line.trim());
      void answer(
        id,
        paths.filter((path) => path !== ''),
      ).then((text) => {
        problem.textContent = text;
        field.focus();
      });
    });
    const dismiss = () => void answer(id, []);
    cancel.addEventListener('click', dismiss);
    // The Escape key.
    root.oncancel = (event) => {
      event.preventDefault();
      dismiss();
    };
    root.replaceChildren(form);
  }

  return {
    root,
    show(dialog) {
      root.close();
      if (dialog === null) return;
      fill(dialog);
      root.showModal();
    },
  };
}
