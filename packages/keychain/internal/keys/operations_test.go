package keys

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/failure"
)

// scripted is a keychain in memory that fails as a test says.
type scripted struct {
	mutex   sync.Mutex
	texts   map[string]string
	writes  int
	reading error
	writing error
	forgets bool
}

func (s *scripted) Read(account string) (string, bool, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.reading != nil {
		return "", false, s.reading
	}
	text, found := s.texts[account]
	return text, found, nil
}

func (s *scripted) Write(account, text string) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.writing != nil {
		return s.writing
	}
	s.writes++
	if !s.forgets {
		s.texts[account] = text
	}
	return nil
}

func on(keychain Keychain, account string) Operations {
	return Operations{Keychain: keychain, Lock: func() (func(), error) { return func() {}, nil }, Account: account}
}

func empty() *scripted { return &scripted{texts: map[string]string{}} }

func mustKeys(t *testing.T, keys Keys, err error) Keys {
	t.Helper()
	if err != nil {
		t.Fatalf("failed: %v", err)
	}
	return keys
}

func TestGetCreatesAKeyOnce(t *testing.T) {
	keychain := empty()
	keys, err := on(keychain, "acme/one").Get()
	first := mustKeys(t, keys, err)
	keys, err = on(keychain, "acme/one").Get()
	second := mustKeys(t, keys, err)
	if first != second || !isKey(first.Current) || first.Next != "" || keychain.writes != 1 {
		t.Errorf("two calls of get returned %v and %v after %d writes", first, second, keychain.writes)
	}
}

func TestTwoExtensionsHaveTwoKeys(t *testing.T) {
	keychain := empty()
	one, err := on(keychain, "acme/one").Get()
	mustKeys(t, one, err)
	two, err := on(keychain, "acme/two").Get()
	mustKeys(t, two, err)
	if one == two {
		t.Error("two extensions have the same key")
	}
}

func TestNextStaysTheSameUntilSettled(t *testing.T) {
	keychain := empty()
	keys, err := on(keychain, "acme/one").Get()
	before := mustKeys(t, keys, err)
	keys, err = on(keychain, "acme/one").Next()
	first := mustKeys(t, keys, err)
	keys, err = on(keychain, "acme/one").Next()
	second := mustKeys(t, keys, err)
	if first != second || first.Current != before.Current || !isKey(first.Next) || first.Next == first.Current {
		t.Errorf("next returned %v and then %v, after %v", first, second, before)
	}
}

func TestSettleKeepsTheKeyWithTheFingerprint(t *testing.T) {
	for _, name := range []string{"current", "next"} {
		t.Run(name, func(t *testing.T) {
			keychain := empty()
			keys, err := on(keychain, "acme/one").Next()
			both := mustKeys(t, keys, err)
			chosen := map[string]string{"current": both.Current, "next": both.Next}[name]
			keys, err = on(keychain, "acme/one").Settle(Fingerprint(chosen))
			if settled := mustKeys(t, keys, err); settled != (Keys{Current: chosen}) {
				t.Errorf("settle returned %v, not %s alone", settled, chosen)
			}
			keys, err = on(keychain, "acme/one").Get()
			if kept := mustKeys(t, keys, err); kept != (Keys{Current: chosen}) {
				t.Errorf("get returned %v after settle", kept)
			}
		})
	}
}

func TestSettleOfAnUnknownKeyChangesNothing(t *testing.T) {
	keychain := empty()
	keys, err := on(keychain, "acme/one").Next()
	both := mustKeys(t, keys, err)
	if _, err := on(keychain, "acme/one").Settle(Fingerprint("another")); !errors.Is(err, failure.Changed) {
		t.Errorf("settle returned %v", err)
	}
	if _, err := on(keychain, "acme/two").Settle(Fingerprint("another")); !errors.Is(err, failure.Changed) {
		t.Errorf("settle without a key returned %v", err)
	}
	if keychain.texts["acme/one"] != both.text() || len(keychain.texts) != 1 {
		t.Errorf("the keychain contains %v", keychain.texts)
	}
}

func TestAForeignValueIsNeitherReturnedNorOverwritten(t *testing.T) {
	key := random()
	for _, text := range []string{
		"", "a password", key, "v1", "v1:", "v1:" + key[1:], "v1:" + key + "=", "v1:" + key + "\n", "v1:" + key + ":",
		"v1:" + key + ":" + key + ":" + key, "v2:" + key, " v1:" + key, "v1:" + strings.Repeat("!", 43), "v1:" + key[:42] + "B",
	} {
		keychain := &scripted{texts: map[string]string{"acme/one": text}}
		operations := on(keychain, "acme/one")
		_, get := operations.Get()
		_, next := operations.Next()
		_, settle := operations.Settle(Fingerprint(key))
		for _, err := range []error{get, next, settle} {
			if !errors.Is(err, failure.Foreign) {
				t.Errorf("%q gave %v", text, err)
			}
		}
		if keychain.writes != 0 {
			t.Errorf("%q was overwritten", text)
		}
	}
}

func TestEachFailureOfTheKeychainIsReturned(t *testing.T) {
	for _, reason := range []failure.Failure{
		failure.Locked, failure.Absent, failure.Refused, failure.Killed, failure.Timeout, failure.Failed,
	} {
		t.Run(reason.Word, func(t *testing.T) {
			keychain := empty()
			keychain.reading = reason
			if _, err := on(keychain, "acme/one").Get(); !errors.Is(err, reason) {
				t.Errorf("reading: %v", err)
			}
			keychain = empty()
			keychain.writing = reason
			if keys, err := on(keychain, "acme/one").Get(); !errors.Is(err, reason) {
				t.Errorf("writing: %v, %v", keys, err)
			}
		})
	}
}

func TestAKeyThatIsNotKeptIsNotReturned(t *testing.T) {
	keychain := empty()
	keychain.forgets = true
	if _, err := on(keychain, "acme/one").Get(); !errors.Is(err, failure.Failed.Because("not-kept")) {
		t.Errorf("get returned %v", err)
	}
}

func TestAFailureOfTheLockWritesNothing(t *testing.T) {
	keychain := empty()
	operations := on(keychain, "acme/one")
	operations.Lock = func() (func(), error) { return nil, failure.Failed.Because("no-lock") }
	if _, err := operations.Get(); err == nil || keychain.writes != 0 {
		t.Errorf("get returned %v after %d writes", err, keychain.writes)
	}
}

func TestSimultaneousFirstCallsReturnOneKey(t *testing.T) {
	keychain := empty()
	var mutex sync.Mutex
	operations := on(keychain, "acme/one")
	operations.Lock = func() (func(), error) { mutex.Lock(); return mutex.Unlock, nil }
	results := make(chan Keys, 50)
	var running sync.WaitGroup
	for range cap(results) {
		running.Add(1)
		go func() {
			defer running.Done()
			keys, err := operations.Get()
			if err != nil {
				t.Error(err)
			}
			results <- keys
		}()
	}
	running.Wait()
	close(results)
	first := <-results
	for other := range results {
		if other != first {
			t.Fatalf("two calls returned %v and %v", first, other)
		}
	}
}
