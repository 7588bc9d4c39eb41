package keychain

import (
	"errors"
	"strconv"
	"syscall"

	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/failure"
)

// What CredRead and CredWrite of Windows return, from winerror.h.
var credentialErrors = map[syscall.Errno]failure.Failure{
	5:    failure.Refused, // ERROR_ACCESS_DENIED
	1223: failure.Refused, // ERROR_CANCELLED
	1312: failure.Absent,  // ERROR_NO_SUCH_LOGON_SESSION: a network logon, which has no credential set
	1060: failure.Absent,  // ERROR_SERVICE_DOES_NOT_EXIST
	1062: failure.Absent,  // ERROR_SERVICE_NOT_ACTIVE
	1058: failure.Absent,  // ERROR_SERVICE_DISABLED
	1722: failure.Killed,  // RPC_S_SERVER_UNAVAILABLE
	1726: failure.Killed,  // RPC_S_CALL_FAILED
}

// ofCredentialManager names the failure of a call of Windows's Credential Manager.
func ofCredentialManager(err error) failure.Failure {
	var number syscall.Errno
	if !errors.As(err, &number) {
		return failure.Failed
	}
	return failure.Named(credentialErrors, number, "windows-error-"+strconv.FormatUint(uint64(number), 10))
}
