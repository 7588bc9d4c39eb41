package keychain

import (
	"errors"
	"io"
	"net"
	"strings"

	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/failure"
	"github.com/godbus/dbus/v5"
)

// The names of D-Bus errors, from the D-Bus and Secret Service specifications.
var busErrors = map[string]failure.Failure{
	"org.freedesktop.DBus.Error.ServiceUnknown": failure.Absent,
	"org.freedesktop.DBus.Error.NameHasNoOwner": failure.Absent,
	"org.freedesktop.DBus.Error.UnknownObject":  failure.Absent,
	"org.freedesktop.DBus.Error.UnknownMethod":  failure.Absent,
	"org.freedesktop.Secret.Error.NoSuchObject": failure.Absent,
	"org.freedesktop.Secret.Error.IsLocked":     failure.Locked,
	"org.freedesktop.DBus.Error.AccessDenied":   failure.Refused,
	"org.freedesktop.DBus.Error.AuthFailed":     failure.Refused,
	"org.freedesktop.DBus.Error.NoReply":        failure.Killed,
	"org.freedesktop.DBus.Error.Disconnected":   failure.Killed,
	"org.freedesktop.DBus.Error.Timeout":        failure.Timeout,
	"org.freedesktop.DBus.Error.TimedOut":       failure.Timeout,
}

// available fails where no session bus runs. Without this, the library would start one with dbus-launch and leave it running.
func available() error {
	connection, err := dbus.SessionBusPrivateNoAutoStartup()
	if err != nil {
		return failure.Absent.Because("no-session-bus")
	}
	connection.Close()
	return nil
}

// classify names the failure of a call of the Secret Service.
func classify(err error) failure.Failure {
	// The library has no value for a dismissed prompt. The test of a locked keyring fails if it changes the text.
	if strings.HasPrefix(err.Error(), "failed to unlock") {
		return failure.Locked
	}
	if errors.Is(err, dbus.ErrClosed) || errors.Is(err, io.EOF) || errors.Is(err, net.ErrClosed) {
		return failure.Killed
	}
	var reply dbus.Error
	if !errors.As(err, &reply) {
		return failure.Failed
	}
	if strings.HasPrefix(reply.Name, "org.freedesktop.DBus.Error.Spawn.") {
		return failure.Absent.Because(reply.Name)
	}
	return failure.Named(busErrors, reply.Name, reply.Name)
}
