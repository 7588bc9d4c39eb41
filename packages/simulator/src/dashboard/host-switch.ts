import { hostNames } from '../ddclient/host.ts';
import { tokenHeader } from '../http/token.ts';
import type { DashboardState } from '../server/dashboard-pages.ts';
import { element } from './element.ts';

/** The name of the simulated host. Choosing another loads the dashboard and the extension again, in that host. */
export function createHostSwitch({ host }: DashboardState, token: string): HTMLSelectElement {
  const options = Object.entries(hostNames).map(([id, name]) =>
    element('option', { value: id, ...(id === host && { selected: '' }) }, [name]),
  );
  const select = element('select', { 'aria-label': 'Simulated host', autocomplete: 'off' }, options);
  select.addEventListener('change', () => {
    const url = `/host?${new URLSearchParams({ host: select.value })}`;
    void fetch(url, { method: 'POST', headers: { [tokenHeader]: token } }).then(() => location.reload());
  });
  return select;
}
