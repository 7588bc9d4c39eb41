/**
 * Variables that a page may not set for a program, because they select which code runs or where its traffic goes. A
 * list of allowed variables would be shorter, but extensions need names of their own: `docker run --env NAME`,
 * `${NAME}` in a compose file, and settings of their host binaries.
 */
const withheld: readonly RegExp[] = [
  // Where programs are looked up, such as plugins and credential helpers of docker
  /^(?:PATH|PATHEXT|COMSPEC|SYSTEMROOT|WINDIR|SHELL)$/,
  // Where a program finds its configuration, which can name more programs (`credHelpers`, `cliPluginsExtraDirs`,
  // .gitconfig)
  /^(?:HOME|HOMEDRIVE|HOMEPATH|USERPROFILE|APPDATA|LOCALAPPDATA|PROGRAMDATA|PROGRAMFILES.*|XDG_.*)$/,
  // The dynamic loader and the C library: https://man7.org/linux/man-pages/man8/ld.so.8.html, dyld(1)
  /^(?:LD_.*|DYLD_.*|GLIBC_TUNABLES|GCONV_PATH|LOCPATH|NLSPATH|HOSTALIASES|LOCALDOMAIN|RES_OPTIONS|MALLOC_.*)$/,
  // Shells that run a file, or an expression, before their script
  /^(?:BASH_.*|ENV|ZDOTDIR|SHELLOPTS|BASHOPTS|PS4|IFS|CDPATH|PROMPT_COMMAND|PSMODULEPATH)$/,
  // Interpreters that load more code, or load it from elsewhere
  /^(?:NODE_.*|NPM_CONFIG_.*|PERL.*|PYTHON.*|RUBY.*|GEM_.*|BUNDLE_.*|LUA_.*|PHP.*|GODEBUG|GOTRACEBACK)$/,
  /^(?:CLASSPATH|JAVA_.*|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|DOTNET_.*|CORECLR_.*|COR_.*|COMPLUS_.*)$/,
  // Programs that git, ssh and others start
  /^(?:GIT_.*|SSH_.*|SUDO_.*|EDITOR|VISUAL|PAGER|LESS.*|BROWSER|.*_ASKPASS)$/,
  // The engine, its credentials and its plugins
  /^(?:DOCKER_.*|BUILDX_.*|BUILDKIT_.*|COMPOSE_FILE|COMPOSE_ENV_FILES|COMPOSE_BAKE|KUBECONFIG|CONTAINER_HOST)$/,
  // Where traffic goes, and which CAs TLS trusts
  /^(?:(?:HTTP|HTTPS|FTP|ALL|NO)_PROXY|OPENSSL_.*|SSL_.*|SSLKEYLOGFILE|CURL_.*|REQUESTS_CA_BUNDLE)$/,
];

/**
 * The first variable that a page may not set. Case is ignored, because Windows does not distinguish `Path` from
 * `PATH`.
 */
export function withheldVariable(env: Readonly<Record<string, unknown>>): string | undefined {
  return Object.keys(env).find((name) => withheld.some((kind) => kind.test(name.toUpperCase())));
}
