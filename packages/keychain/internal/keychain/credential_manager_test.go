package keychain

import (
	"errors"
	"fmt"
	"strconv"
	"syscall"
	"testing"

	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/failure"
)

func TestErrorsOfTheCredentialManagerOfWindowsAreNamed(t *testing.T) {
	for number, word := range map[int]string{
		5: "refused", 1223: "refused", 1312: "absent", 1060: "absent", 1062: "absent", 1058: "absent",
		1722: "killed", 1726: "killed", 87: "failed", 8: "failed",
	} {
		reason := ofCredentialManager(fmt.Errorf("write: %w", syscall.Errno(number)))
		if reason.Word != word || reason.Detail != "windows-error-"+strconv.Itoa(number) {
			t.Errorf("error %d gave %v", number, reason)
		}
	}
	if reason := ofCredentialManager(errors.New("data passed to Set was too big")); reason != failure.Failed {
		t.Errorf("another error gave %v", reason)
	}
}
