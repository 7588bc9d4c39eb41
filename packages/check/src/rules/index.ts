import { apiVersionRange } from './api-version-range.ts';
import { apiVersionStrategy } from './api-version-strategy.ts';
import { composeContainerName } from './compose-container-name.ts';
import { composeFirstService } from './compose-first-service.ts';
import { composeFolder } from './compose-folder.ts';
import { composeGuestServices } from './compose-guest-services.ts';
import { composeImage } from './compose-image.ts';
import { composeLoopback } from './compose-loopback.ts';
import { composePrivileged } from './compose-privileged.ts';
import { composeSecrets } from './compose-secrets.ts';
import { composeVolumes } from './compose-volumes.ts';
import { developmentSettings } from './development-settings.ts';
import { dockerfileCrossBuild } from './dockerfile-cross-build.ts';
import { dockerfilePlatform } from './dockerfile-platform.ts';
import { dockerfileSecrets } from './dockerfile-secrets.ts';
import { envIgnored } from './env-ignored.ts';
import { extensionId } from './extension-id.ts';
import { extensionSource } from './extension-source.ts';
import { filesReadable } from './files-readable.ts';
import { hostMethod } from './host-method.ts';
import { imageSecrets } from './image-secrets.ts';
import { labelAccountInfo } from './label-account-info.ts';
import { labelCategories } from './label-categories.ts';
import { labelEmpty } from './label-empty.ts';
import { labelEscaping } from './label-escaping.ts';
import { labelJson } from './label-json.ts';
import { labelRequired } from './label-required.ts';
import { labelUnknown } from './label-unknown.ts';
import { labelUrls } from './label-urls.ts';
import { licenses } from './licenses.ts';
import { metadataIcon } from './metadata-icon.ts';
import { metadataKeys } from './metadata-keys.ts';
import { metadataPaths } from './metadata-paths.ts';
import { metadataRequired } from './metadata-required.ts';
import { metadataSocket } from './metadata-socket.ts';
import { pageWithoutSecrets } from './page-without-secrets.ts';
import { platformsImage } from './platforms-image.ts';
import { platformsWorkflow } from './platforms-workflow.ts';
import { providerMethod } from './provider-method.ts';
import { providerSecrets } from './provider-secrets.ts';
import { reactAppBase } from './react-app-base.ts';
import { record } from './record.ts';
import { redirectPort } from './redirect-port.ts';
import { redirectUri } from './redirect-uri.ts';
import type { Rule } from './rule.ts';
import { secretInSource } from './secret-in-source.ts';
import { secretInUi } from './secret-in-ui.ts';
import { sharedRedirectUri } from './shared-redirect-uri.ts';
import { tabCallback } from './tab-callback.ts';
import { titleSame } from './title-same.ts';
import { uiDesktopLink } from './ui-desktop-link.ts';
import { uiEnvironment } from './ui-environment.ts';
import { uiImage } from './ui-image.ts';
import { uiNavigate } from './ui-navigate.ts';
import { uiRelative } from './ui-relative.ts';
import { uiStorage } from './ui-storage.ts';
import { uiTheme } from './ui-theme.ts';
import { unprivileged } from './unprivileged.ts';
import { viteBase } from './vite-base.ts';

/** Every rule, in the order in which findings are listed. */
export const rules: readonly Rule[] = [
  filesReadable,
  labelRequired,
  labelEmpty,
  labelUnknown,
  labelEscaping,
  labelJson,
  labelUrls,
  labelCategories,
  labelAccountInfo,
  apiVersionRange,
  apiVersionStrategy,
  metadataRequired,
  metadataKeys,
  metadataPaths,
  metadataSocket,
  metadataIcon,
  titleSame,
  composeFolder,
  composeFirstService,
  composeImage,
  composeLoopback,
  composeVolumes,
  composeGuestServices,
  composeContainerName,
  composePrivileged,
  composeSecrets,
  dockerfilePlatform,
  dockerfileCrossBuild,
  unprivileged,
  dockerfileSecrets,
  developmentSettings,
  envIgnored,
  extensionSource,
  extensionId,
  redirectUri,
  redirectPort,
  record,
  providerMethod,
  hostMethod,
  sharedRedirectUri,
  tabCallback,
  providerSecrets,
  pageWithoutSecrets,
  secretInSource,
  secretInUi,
  imageSecrets,
  viteBase,
  reactAppBase,
  uiRelative,
  uiEnvironment,
  uiTheme,
  uiImage,
  uiNavigate,
  uiStorage,
  uiDesktopLink,
  platformsWorkflow,
  platformsImage,
  licenses,
];
