// Package keychain reads and writes the keychain of the operating system: Keychain on macOS, Credential Manager on Windows,
// the Secret Service (GNOME Keyring, KWallet, KeePassXC) on Linux.
package keychain

import (
	"errors"

	"github.com/zalando/go-keyring"
)

// Service is the name under which the keychain lists every key of this program.
const Service = "ddext-oauth"

// System is the keychain of the user who runs this program.
type System struct{}

func (System) Read(account string) (string, bool, error) {
	if err := available(); err != nil {
		return "", false, err
	}
	text, err := keyring.Get(Service, account)
	if errors.Is(err, keyring.ErrNotFound) {
		return "", false, nil
	}
	if err != nil {
		return "", false, classify(err)
	}
	return text, true, nil
}

func (System) Write(account, text string) error {
	if err := available(); err != nil {
		return err
	}
	if err := keyring.Set(Service, account, text); err != nil {
		return classify(err)
	}
	return nil
}
