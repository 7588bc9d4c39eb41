/** The platforms that `docker extension validate` requires. */
export const requiredPlatforms = ['linux/amd64', 'linux/arm64'];
