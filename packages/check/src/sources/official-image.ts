/** Whether an image is one of Docker's official images, such as `alpine:3.22`, which have no namespace. */
export const isOfficialImage = (reference: string): boolean =>
  /^[a-z0-9._-]+(:[\w.-]+)?(@sha256:\w+)?$/.test(reference);
