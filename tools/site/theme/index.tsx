import { ThemeContext, useI18n } from '@rspress/core/runtime';
import {
  Outline as BasicOutline,
  Sidebar as BasicSidebar,
  getCustomMDXComponent as basicComponents,
  IconMoon,
  IconSearch,
  IconSun,
  Link,
  SvgWrapper,
} from '@rspress/core/theme-original';
import '@rspress/core/dist/theme/components/Search/SearchButton.css';
import '@rspress/core/dist/theme/components/SwitchAppearance/index.css';
import '@rspress/core/dist/theme/layout/NotFountLayout/index.css';
import { type ComponentProps, useContext, useEffect, useRef } from 'react';

// What the theme of Rspress lacks for users of a keyboard or a screen reader. The rest is used as it is.
export * from '@rspress/core/theme-original';

/** The switch between light and dark, as a button. */
export function SwitchAppearance({ onClick }: { readonly onClick?: () => void }) {
  const { theme, setTheme } = useContext(ThemeContext);
  const toggle = () => {
    setTheme?.(theme === 'dark' ? 'light' : 'dark');
    onClick?.();
  };
  const icon = 'rp-switch-appearance__icon';
  return (
    <button
      type="button"
      className="rp-switch-appearance"
      aria-label="Switch between light and dark"
      onClick={toggle}
    >
      <SvgWrapper className={`${icon} ${icon}--sun`} icon={IconSun} fill="currentColor" />
      <SvgWrapper className={`${icon} ${icon}--moon`} icon={IconMoon} fill="currentColor" />
    </button>
  );
}

/** The search button of a wide page, and that of a narrow one as a button. */
export function SearchButton({ setFocused }: { readonly setFocused: (focused: boolean) => void }) {
  const text = useI18n()('searchPlaceholderText');
  const open = () => setFocused(true);
  return (
    <>
      <button type="button" className="rp-search-button" onClick={open}>
        <span className="rp-search-button__content">
          <SvgWrapper icon={IconSearch} className="rp-search-button__icon" />
          <span className="rp-search-button__word">{text}</span>
        </span>
      </button>
      <button type="button" className="rp-search-button--mobile" aria-label={text} onClick={open}>
        <SvgWrapper icon={IconSearch} />
      </button>
    </>
  );
}

export const Sidebar = () => (
  <InAside label="Pages">
    <BasicSidebar />
  </InAside>
);

export const Outline = () => (
  <InAside label="On this page">
    <BasicOutline />
  </InAside>
);

/** Names the landmark around its children, which the layout of Rspress renders without a name. */
function InAside({ label, children }: ComponentProps<'div'> & { readonly label: string }) {
  const inside = useRef<HTMLDivElement>(null);
  useEffect(() => inside.current?.closest('aside')?.setAttribute('aria-label', label), [label]);
  return (
    <div ref={inside} style={{ display: 'contents' }}>
      {children}
    </div>
  );
}

/** The page for an address without a page. The default page of Rspress has no main landmark, and the accessible name of its link differs from its text. */
export const NotFoundLayout = () => (
  <main className="rp-not-found">
    <p className="rp-not-found__error-code">404</p>
    <h1 className="rp-not-found__title">Page not found</h1>
    <div className="rp-not-found__divider" />
    <div className="rp-not-found__action">
      <Link className="rp-not-found__home-link" href="/">
        Go to the home page
      </Link>
    </div>
  </main>
);

/** Tables that scroll can be scrolled with the keyboard. */
export function getCustomMDXComponent() {
  return {
    ...basicComponents(),
    table: (props: ComponentProps<'table'>) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be in the tab order
      <div className="rp-table-scroll-container rp-scrollbar" tabIndex={0}>
        <table {...props} />
      </div>
    ),
  };
}
