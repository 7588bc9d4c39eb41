// Package command reads the command line, and prints one line of JSON.
package command

import (
	"errors"
	"io"
	"strings"
	"time"

	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/failure"
	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/keys"
)

// Limit is long enough to enter a password at a prompt of the keychain.
const Limit = time.Minute

// Environment is what a command uses of the machine.
type Environment struct {
	Keychain keys.Keychain
	Lock     func() (unlock func(), err error)
	// Limit is how long the keychain may take.
	Limit time.Duration
}

// Run runs one command, prints its result, and returns the exit code. No argument is a secret.
//
//	get ACCOUNT                 prints the keys of an extension, and creates the first
//	next ACCOUNT                starts a rotation: prints the key and the next one
//	settle ACCOUNT FINGERPRINT  ends a rotation: keeps the key with this SHA-256
func Run(args []string, out io.Writer, environment Environment) int {
	found, err := within(environment.Limit, func() (keys.Keys, error) { return perform(args, environment) })
	if _, failed := io.WriteString(out, line(found, err)+"\n"); failed != nil {
		return failure.Failed.Code
	}
	if err != nil {
		return reasonOf(err).Code
	}
	return 0
}

func perform(args []string, environment Environment) (keys.Keys, error) {
	if len(args) < 2 || !isAccount(args[1]) {
		return keys.Keys{}, failure.Usage
	}
	on := keys.Operations{Keychain: environment.Keychain, Lock: environment.Lock, Account: args[1]}
	switch {
	case args[0] == "get" && len(args) == 2:
		return on.Get()
	case args[0] == "next" && len(args) == 2:
		return on.Next()
	case args[0] == "settle" && len(args) == 3 && isFingerprint(args[2]):
		return on.Settle(args[2])
	}
	return keys.Keys{}, failure.Usage
}

// within returns a timeout if the keychain does not respond. The process then ends, and with it what still runs.
func within(limit time.Duration, work func() (keys.Keys, error)) (keys.Keys, error) {
	type outcome struct {
		keys keys.Keys
		err  error
	}
	done := make(chan outcome, 1)
	go func() {
		found, err := work()
		done <- outcome{found, err}
	}()
	select {
	case one := <-done:
		return one.keys, one.err
	case <-time.After(limit):
		return keys.Keys{}, failure.Timeout
	}
}

// line returns JSON. No value needs escapes: keys are base64url, and details are names and numbers.
func line(found keys.Keys, err error) string {
	members := []string{`"key":"` + found.Current + `"`}
	if err != nil {
		reason := reasonOf(err)
		members = []string{`"error":"` + reason.Word + `"`}
		if reason.Detail != "" {
			members = append(members, `"detail":"`+plain(reason.Detail)+`"`)
		}
	} else if found.Next != "" {
		members = append(members, `"next":"`+found.Next+`"`)
	}
	return "{" + strings.Join(members, ",") + "}"
}

// plain removes what JSON would escape: another program chooses the name of a D-Bus error.
func plain(detail string) string {
	return strings.Map(func(character rune) rune {
		if isLetterOrDigit(character) || strings.ContainsRune(".-_", character) {
			return character
		}
		return -1
	}, detail)
}

func reasonOf(err error) failure.Failure {
	var reason failure.Failure
	if errors.As(err, &reason) {
		return reason
	}
	return failure.Failed
}
