package keychain

import (
	"errors"
	"os/exec"
	"strconv"
	"testing"

	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/failure"
)

func TestExitCodesOfTheSecurityToolOfMacOSAreNamed(t *testing.T) {
	for code, word := range map[int]string{
		36: "locked", 51: "refused", 128: "refused", 37: "absent", 50: "absent", 53: "absent", 1: "failed", 45: "failed",
	} {
		err := exec.Command("sh", "-c", "exit "+strconv.Itoa(code)).Run()
		reason := ofSecurityTool(err)
		if reason.Word != word || reason.Detail != "security-exit-"+strconv.Itoa(code) {
			t.Errorf("exit code %d gave %v", code, reason)
		}
	}
}

func TestASecurityToolThatASignalEndsIsKilled(t *testing.T) {
	err := exec.Command("sh", "-c", "kill -9 $$").Run()
	if reason := ofSecurityTool(err); reason != failure.Killed {
		t.Errorf("the signal gave %v", reason)
	}
}

func TestAMissingSecurityToolIsAnAbsentKeychain(t *testing.T) {
	err := exec.Command("/nonexistent/security").Run()
	if reason := ofSecurityTool(err); reason != failure.Absent {
		t.Errorf("the missing tool gave %v", reason)
	}
}

func TestAnotherErrorOfTheSecurityToolIsAFailure(t *testing.T) {
	if reason := ofSecurityTool(errors.New("data passed to Set was too big")); reason != failure.Failed {
		t.Errorf("the error gave %v", reason)
	}
}
