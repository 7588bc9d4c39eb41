/** What `docker extension validate` wants an image for. */
export const requiredPlatforms = ['linux/amd64', 'linux/arm64'];
