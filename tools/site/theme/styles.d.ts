/** A style sheet, which the bundler of Rspress reads. */
declare module '*.css';
