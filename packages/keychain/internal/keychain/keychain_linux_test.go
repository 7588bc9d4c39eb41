package keychain

import (
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"testing"

	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/failure"
	"github.com/godbus/dbus/v5"
)

func TestErrorsOfTheSecretServiceAreNamed(t *testing.T) {
	for name, reason := range busErrors {
		if found := classify(fmt.Errorf("call: %w", dbus.Error{Name: name})); found != reason.Because(name) {
			t.Errorf("%s gave %v", name, found)
		}
	}
	spawn := "org.freedesktop.DBus.Error.Spawn.ExecFailed"
	for _, one := range []struct {
		err    error
		reason failure.Failure
	}{
		{dbus.Error{Name: spawn}, failure.Absent.Because(spawn)},
		{dbus.Error{Name: "org.example.Other"}, failure.Failed.Because("org.example.Other")},
		{dbus.ErrClosed, failure.Killed},
		{io.EOF, failure.Killed},
		{net.ErrClosed, failure.Killed},
		{errors.New("something else"), failure.Failed},
		{errors.New("failed to unlock one"), failure.Locked},
	} {
		if found := classify(one.err); found != one.reason {
			t.Errorf("%v gave %v", one.err, found)
		}
	}
}

func TestASessionBusThatDoesNotRunIsAnAbsentKeychain(t *testing.T) {
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path="+filepath.Join(t.TempDir(), "bus"))
	absent := failure.Absent.Because("no-session-bus")
	if _, _, err := (System{}).Read("acme/one"); !errors.Is(err, absent) {
		t.Errorf("reading returned %v", err)
	}
	if err := (System{}).Write("acme/one", "text"); !errors.Is(err, absent) {
		t.Errorf("writing returned %v", err)
	}
}
