package keychain

import (
	"errors"
	"io/fs"
	"os/exec"
	"strconv"

	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/failure"
)

// The exit code of macOS's security tool is the lowest byte of an OSStatus of Security/SecBase.h.
var securityExits = map[int]failure.Failure{
	36:  failure.Locked,  // errSecInteractionNotAllowed, -25308
	51:  failure.Refused, // errSecAuthFailed, -25293
	128: failure.Refused, // errSecUserCanceled, -128
	37:  failure.Absent,  // errSecNoDefaultKeychain, -25307
	50:  failure.Absent,  // errSecNoSuchKeychain, -25294
	53:  failure.Absent,  // errSecNotAvailable, -25291
}

// ofSecurityTool names the failure of a run of macOS's security tool.
func ofSecurityTool(err error) failure.Failure {
	if errors.Is(err, fs.ErrNotExist) {
		return failure.Absent
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return failure.Failed
	}
	if !exit.Exited() {
		return failure.Killed
	}
	code := exit.ExitCode()
	return failure.Named(securityExits, code, "security-exit-"+strconv.Itoa(code))
}
