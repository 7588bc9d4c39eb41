/** The options of `showOpenDialog` that the dialog of the simulator follows. Docker Desktop passes all of them to Electron. */
export interface OpenDialogOptions {
  readonly title?: string;
  readonly message?: string;
  readonly defaultPath?: string;
  readonly buttonLabel?: string;
  readonly properties?: readonly string[];
}

/** A dialog that the extension has opened. */
export interface OpenDialog {
  readonly id: string;
  readonly options: OpenDialogOptions;
}

/** https://docs.docker.com/reference/api/extensions-sdk/OpenDialogResult/ */
export interface OpenDialogResult {
  readonly canceled: boolean;
  readonly filePaths: readonly string[];
}
