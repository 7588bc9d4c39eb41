package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/godbus/dbus/v5"
)

const secretsName = "org.freedesktop.secrets"

// session is a desktop session: its own session bus and home folder.
type session struct {
	t       *testing.T
	address string
	home    string
	watcher *dbus.Conn
	owners  chan *dbus.Signal
}

// No service is started by this bus, so that each test starts what it needs.
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir=%s</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/>%s</policy></busconfig>`

// openSession starts a bus, with an additional policy, which may be empty.
func openSession(t *testing.T, policy string) *session {
	t.Helper()
	for _, program := range []string{"dbus-daemon", "gnome-keyring-daemon"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("(skipped: %s is not installed)", program)
		}
	}
	// The path of a socket is short.
	home, err := os.MkdirTemp("", "keychain-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(home) })
	config := filepath.Join(home, "bus.conf")
	if err := os.WriteFile(config, fmt.Appendf(nil, busConfig, home, policy), 0o600); err != nil {
		t.Fatal(err)
	}
	bus := exec.Command("dbus-daemon", "--config-file="+config, "--nofork", "--print-address")
	out, err := bus.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	start(t, bus)
	address, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	s := &session{t: t, home: home, address: strings.TrimSpace(address), owners: make(chan *dbus.Signal, 20)}
	s.watcher = s.connect()
	options := []dbus.MatchOption{dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, secretsName)}
	if err := s.watcher.AddMatchSignal(options...); err != nil {
		t.Fatal(err)
	}
	s.watcher.Signal(s.owners)
	return s
}

func (s *session) connect() *dbus.Conn {
	s.t.Helper()
	connection, err := dbus.Connect(s.address)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { connection.Close() })
	return connection
}

// awaitSecrets waits until a program owns, or no longer owns, the name of the Secret Service.
func (s *session) awaitSecrets(owned bool) {
	for signal := range s.owners {
		if signal.Name == "org.freedesktop.DBus.NameOwnerChanged" && signal.Body[0] == secretsName && (signal.Body[2] != "") == owned {
			return
		}
	}
}

// keyring starts GNOME Keyring and waits until it serves. It unlocks, or creates, the keyring "login" with a password, unless
// that is empty.
func (s *session) keyring(password string) *exec.Cmd {
	s.t.Helper()
	args := []string{"--foreground", "--components=secrets"}
	if password != "" {
		args = append(args, "--unlock")
	}
	daemon := exec.Command("gnome-keyring-daemon", args...)
	daemon.Env = s.environment()
	daemon.Stdin = strings.NewReader(password)
	start(s.t, daemon)
	s.awaitSecrets(true)
	return daemon
}

// end ends a program of this session, and waits until the bus has noticed.
func (s *session) end(program *exec.Cmd) {
	program.Process.Kill()
	s.awaitSecrets(false)
}

func (s *session) environment(more ...string) []string {
	return append([]string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + s.home, "XDG_RUNTIME_DIR=" + s.home, "DBUS_SESSION_BUS_ADDRESS=" + s.address,
	}, more...)
}

// command is the program as the page calls it. limit is how long the keychain may take.
func (s *session) command(limit string, args ...string) *exec.Cmd {
	s.t.Helper()
	program, err := os.Executable()
	if err != nil {
		s.t.Fatal(err)
	}
	command := exec.Command(program, args...)
	command.Env = s.environment(asCommand + "=" + limit)
	return command
}

func (s *session) run(args ...string) (int, string) {
	s.t.Helper()
	return result(s.t, s.command("1h", args...))
}

// result returns exit code and standard output of a command, which prints nothing to standard error.
func result(t *testing.T, command *exec.Cmd) (int, string) {
	t.Helper()
	var out, errors bytes.Buffer
	command.Stdout, command.Stderr = &out, &errors
	if err := command.Run(); err != nil && command.ProcessState == nil {
		t.Fatal(err)
	}
	if errors.Len() > 0 {
		t.Errorf("printed to standard error: %s", errors.String())
	}
	return command.ProcessState.ExitCode(), out.String()
}

func start(t *testing.T, program *exec.Cmd) {
	t.Helper()
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		program.Process.Kill()
		program.Wait()
	})
}
