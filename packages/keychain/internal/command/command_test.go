package command

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/failure"
	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/keys"
)

// scripted returns one text or error, and waits first if it has a channel.
type scripted struct {
	text    string
	err     error
	waiting chan struct{}
}

func (s scripted) Read(string) (string, bool, error) {
	if s.waiting != nil {
		<-s.waiting
	}
	return s.text, s.err == nil, s.err
}

func (s scripted) Write(string, string) error { return s.err }

var key = strings.Repeat("A", 43)

var next = strings.Repeat("B", 42) + "A"

func run(keychain keys.Keychain, limit time.Duration, args ...string) (int, string) {
	var out strings.Builder
	lock := func() (func(), error) { return func() {}, nil }
	code := Run(args, &out, Environment{Keychain: keychain, Lock: lock, Limit: limit})
	return code, out.String()
}

func TestAKeyIsPrintedAsOneLineOfJSON(t *testing.T) {
	for text, line := range map[string]string{
		"v1:" + key:              `{"key":"` + key + `"}`,
		"v1:" + key + ":" + next: `{"key":"` + key + `","next":"` + next + `"}`,
	} {
		code, out := run(scripted{text: text}, time.Hour, "get", "acme/sign-in")
		if code != 0 || out != line+"\n" {
			t.Errorf("get printed %q with exit code %d", out, code)
		}
	}
}

func TestEachFailureHasAWordAndAnExitCode(t *testing.T) {
	codes := map[int]bool{}
	for word, reason := range map[string]failure.Failure{
		"locked": failure.Locked, "absent": failure.Absent, "refused": failure.Refused, "killed": failure.Killed,
		"timeout": failure.Timeout, "failed": failure.Failed,
	} {
		code, out := run(scripted{err: reason}, time.Hour, "get", "acme/sign-in")
		if code != reason.Code || code == 0 || codes[code] || out != `{"error":"`+word+`"}`+"\n" {
			t.Errorf("%s: printed %q with exit code %d", word, out, code)
		}
		codes[code] = true
	}
	if code, out := run(scripted{text: "a password"}, time.Hour, "get", "acme/sign-in"); code != 15 || out != "{\"error\":\"foreign\"}\n" {
		t.Errorf("a foreign value printed %q with exit code %d", out, code)
	}
	arguments := []string{"settle", "acme/sign-in", keys.Fingerprint("another")}
	if code, out := run(scripted{text: "v1:" + key}, time.Hour, arguments...); code != 16 || out != "{\"error\":\"changed\"}\n" {
		t.Errorf("an unknown fingerprint printed %q with exit code %d", out, code)
	}
}

func TestAnErrorWithoutANameIsAFailureWithoutItsText(t *testing.T) {
	code, out := run(scripted{err: errors.New("secret text")}, time.Hour, "get", "acme/sign-in")
	if code != 17 || out != "{\"error\":\"failed\"}\n" {
		t.Errorf("printed %q with exit code %d", out, code)
	}
}

func TestADetailIsPrintedWithoutSpecialCharacters(t *testing.T) {
	err := failure.Failed.Because("org.example.Error\"},\n{\"key\":\"x")
	if _, out := run(scripted{err: err}, time.Hour, "get", "acme/sign-in"); out != `{"error":"failed","detail":"org.example.Errorkeyx"}`+"\n" {
		t.Errorf("printed %q", out)
	}
}

func TestAKeychainThatDoesNotRespondIsATimeout(t *testing.T) {
	waiting := make(chan struct{})
	defer close(waiting)
	code, out := run(scripted{waiting: waiting}, time.Nanosecond, "get", "acme/sign-in")
	if code != 14 || out != "{\"error\":\"timeout\"}\n" {
		t.Errorf("printed %q with exit code %d", out, code)
	}
}

func TestOtherArgumentsAreRefusedBeforeTheKeychainIsRead(t *testing.T) {
	fingerprint := keys.Fingerprint(key)
	for _, args := range [][]string{
		{}, {"get"}, {"put", "acme/one"}, {"get", "acme/one", "more"}, {"next", "acme/one", fingerprint}, {"settle", "acme/one"},
		{"settle", "acme/one", key + "="}, {"settle", "acme/one", fingerprint, fingerprint}, {"settle", "acme/one", fingerprint[1:] + "\n"},
		{"get", ""}, {"get", "-s"}, {"get", "@docker"}, {"get", "acme/one@"}, {"get", "acme/one@a@b"}, {"get", "acme/one@a b"},
		{"get", "Acme/One"}, {"get", "acme one"}, {"get", "acme\x00one"}, {"get", "acme\none"}, {"get", "acme'one"}, {"get", "acme\"one"},
		{"get", "$(id)"}, {"get", "acme\\one"}, {"get", "äcme/one"}, {"get", "../one"}, {"get", strings.Repeat("a", 256)},
		{"get", "acme/one@" + strings.Repeat("a", 33)},
	} {
		if code, out := run(nil, time.Hour, args...); code != 2 || out != "{\"error\":\"usage\"}\n" {
			t.Errorf("%q printed %q with exit code %d", args, out, code)
		}
	}
}

func TestNamesOfImagesAreAccounts(t *testing.T) {
	for _, name := range []string{
		"acme", "acme/sign-in", "localhost:5000/acme/sign_in", "ghcr.io/acme/a.b--c", "acme/sign-in@rancher-desktop", strings.Repeat("a", 255),
	} {
		if code, _ := run(scripted{text: "v1:" + key}, time.Hour, "get", name); code != 0 {
			t.Errorf("%q: exit code %d", name, code)
		}
	}
}
