// Command ddext-keychain keeps the key of a Docker Desktop extension's accounts in the operating system's keychain.
package main

import (
	"os"

	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/command"
	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/keychain"
	"github.com/ddext-oauth/ddext-oauth/packages/keychain/internal/lock"
)

func main() {
	environment := command.Environment{
		Keychain: keychain.System{},
		Lock:     lock.InCache,
		Limit:    command.Limit,
	}
	os.Exit(command.Run(os.Args[1:], os.Stdout, environment))
}
