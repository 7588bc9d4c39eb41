/** handlebars declares its types for `handlebars/runtime`, which Node cannot resolve without the extension. */
declare module 'handlebars/runtime.js' {
  import Handlebars from 'handlebars';
  export default Handlebars;
}
