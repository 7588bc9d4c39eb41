/** Nothing that a browser may be sent to, although an extension runs with the development switch. */
export const hostilePages: readonly unknown[] = [
  ...['http://id.example/x', 'http://10.0.0.1/x', 'http://192.168.1.1/', 'http://169.254.169.254/x'],
  ...['http://[fe80::1]/x', 'http://0.0.0.0/x', 'javascript:alert(1)', 'file:///etc/passwd', '//id.example/'],
  ...['https://id.example@attacker.example/', 'docker-desktop://dashboard/open', 'sign out'],
];
