package main

import (
	"os"
	"testing"
	"time"

	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/command"
	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/keychain"
	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/lock"
)

// Set for a child process, which the tests start from their own file: it runs the command, with this limit.
const asCommand = "DDEXT_KEYCHAIN_TEST_LIMIT"

// Set for a child process that stores this text for the account in its argument, as another program could.
const asOther = "DDEXT_KEYCHAIN_TEST_TEXT"

func TestMain(m *testing.M) {
	if text, set := os.LookupEnv(asOther); set {
		if err := (keychain.System{}).Write(os.Args[1], text); err != nil {
			panic(err)
		}
		return
	}
	if text, set := os.LookupEnv(asCommand); set {
		limit, err := time.ParseDuration(text)
		if err != nil {
			panic(err)
		}
		environment := command.Environment{Keychain: keychain.System{}, Lock: lock.InCache, Limit: limit}
		os.Exit(command.Run(os.Args[1:], os.Stdout, environment))
	}
	os.Exit(m.Run())
}
