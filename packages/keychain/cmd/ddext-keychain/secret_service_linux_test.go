package main

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/keys"
	"github.com/godbus/dbus/v5"
)

type printed struct{ Key, Next string }

func (s *session) keys(args ...string) printed {
	s.t.Helper()
	code, out := s.run(args...)
	var keys printed
	if err := json.Unmarshal([]byte(out), &keys); err != nil || code != 0 || len(keys.Key) != 43 {
		s.t.Fatalf("%q printed %q with exit code %d", args, out, code)
	}
	return keys
}

func (s *session) fails(word string, code int, args ...string) {
	s.t.Helper()
	found, out := s.run(args...)
	if found != code || !strings.HasPrefix(out, `{"error":"`+word+`"`) {
		s.t.Errorf("%q printed %q with exit code %d", args, out, found)
	}
}

func TestAKeyOfAnExtensionOutlivesGNOMEKeyring(t *testing.T) {
	s := openSession(t, "")
	daemon := s.keyring("password")
	first := s.keys("get", "acme/one")
	if s.keys("get", "acme/one") != first || s.keys("get", "acme/two") == first || s.keys("get", "acme/one@rancher") == first {
		t.Error("an account has two keys, or two have one")
	}
	s.end(daemon)
	s.keyring("password")
	if s.keys("get", "acme/one") != first {
		t.Error("the key has changed")
	}
	assertNoFileContains(t, s.home, first.Key)
}

func assertNoFileContains(t *testing.T, folder, key string) {
	t.Helper()
	read := 0
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		if strings.Contains(string(content), key) {
			t.Errorf("%s contains the key", path)
		}
		read++
		return err
	})
	if err != nil || read < 3 {
		t.Errorf("read %d files: %v", read, err)
	}
}

func TestARotationInGNOMEKeyringKeepsBothKeysUntilItIsSettled(t *testing.T) {
	s := openSession(t, "")
	s.keyring("password")
	first := s.keys("get", "acme/one")
	both := s.keys("next", "acme/one")
	if both.Key != first.Key || both.Next == "" || s.keys("get", "acme/one") != both {
		t.Errorf("next printed %v after %v", both, first)
	}
	if settled := s.keys("settle", "acme/one", keys.Fingerprint(both.Next)); settled != (printed{Key: both.Next}) {
		t.Errorf("settle printed %v", settled)
	}
	s.fails("changed", 16, "settle", "acme/one", keys.Fingerprint(both.Key))
}

func TestPagesThatOpenAtTheSameTimeReceiveOneKey(t *testing.T) {
	s := openSession(t, "")
	s.keyring("password")
	found := make([]string, 12)
	var running sync.WaitGroup
	for index := range found {
		running.Add(1)
		go func() {
			defer running.Done()
			_, found[index] = result(t, s.command("1h", "get", "acme/one"))
		}()
	}
	running.Wait()
	for _, out := range found {
		if out != found[0] || !strings.HasPrefix(out, `{"key":"`) {
			t.Fatalf("two pages received %q and %q", found[0], out)
		}
	}
}

func TestALockedKeyringIsNamed(t *testing.T) {
	s := openSession(t, "")
	daemon := s.keyring("password")
	s.keys("get", "acme/one")
	s.end(daemon)
	// Without a program that shows prompts, as if the user closes each of them.
	s.keyring("")
	s.fails("locked", 10, "get", "acme/one")
	s.fails("locked", 10, "next", "acme/one")
}

func TestASessionWithoutAKeyringIsNamed(t *testing.T) {
	s := openSession(t, "")
	s.keyring("")
	s.fails("locked", 10, "get", "acme/one")
}

func TestASessionWithoutASecretServiceIsNamed(t *testing.T) {
	openSession(t, "").fails("absent", 11, "get", "acme/one")
}

func TestASecretServiceThatTheBusDeniesIsNamed(t *testing.T) {
	s := openSession(t, `<deny send_destination="org.freedesktop.secrets"/>`)
	s.keyring("password")
	s.fails("refused", 12, "get", "acme/one")
}

// ending is a Secret Service that ends when it is asked to unlock.
type ending struct{ connection *dbus.Conn }

func (e ending) Unlock([]dbus.ObjectPath) ([]dbus.ObjectPath, dbus.ObjectPath, *dbus.Error) {
	e.connection.Close()
	return nil, "/", nil
}

func TestASecretServiceThatEndsDuringACallIsNamed(t *testing.T) {
	s := openSession(t, "")
	connection := s.connect()
	service := ending{connection}
	if err := connection.Export(service, "/org/freedesktop/secrets", "org.freedesktop.Secret.Service"); err != nil {
		t.Fatal(err)
	}
	if _, err := connection.RequestName(secretsName, dbus.NameFlagDoNotQueue); err != nil {
		t.Fatal(err)
	}
	s.fails("killed", 13, "get", "acme/one")
}

func TestASecretServiceThatDoesNotRespondIsATimeout(t *testing.T) {
	s := openSession(t, "")
	daemon := s.keyring("password")
	if err := daemon.Process.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	if code, out := result(t, s.command("10ms", "get", "acme/one")); code != 14 || out != "{\"error\":\"timeout\"}\n" {
		t.Errorf("printed %q with exit code %d", out, code)
	}
}

func TestAValueOfAnotherProgramIsNotOverwritten(t *testing.T) {
	s := openSession(t, "")
	s.keyring("password")
	other := s.command("1h", "acme/one")
	other.Env = s.environment(asOther + "=a password")
	if code, out := result(t, other); code != 0 || out != "" {
		t.Fatalf("storing printed %q with exit code %d", out, code)
	}
	s.fails("foreign", 15, "get", "acme/one")
	s.fails("foreign", 15, "next", "acme/one")
}
