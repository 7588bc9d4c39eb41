/** Folders of the distribution: its programs hold examples of keys. Known secrets are looked for here too. */
export const ownedByDistribution =
  /^\/(usr\/(bin|sbin|lib(32|64|x32|exec)?|share|include|games)|s?bin|lib(32|64|x32)?|proc|sys|dev|boot|var\/lib\/(apt|dpkg|rpm|apk))\//;
