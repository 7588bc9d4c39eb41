/** Folders of the distribution. Its programs contain example keys, so only known secrets are searched in them. */
export const ownedByDistribution =
  /^\/(usr\/(bin|sbin|lib(32|64|x32|exec)?|share|include|games)|s?bin|lib(32|64|x32)?|proc|sys|dev|boot|var\/lib\/(apt|dpkg|rpm|apk))\//;
