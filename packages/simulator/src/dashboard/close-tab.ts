// Closes the tab that followed a docker-desktop:// link, where the browser lets a page do that.
window.close();
